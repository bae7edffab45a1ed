namespace Ms2Lab.Environments.Core;

/// <summary>One piece of news while an environment starts.</summary>
/// <param name="Part">The part that it is about.</param>
/// <param name="Stage">How far that part is.</param>
/// <param name="Text">One line for people: an address when ready, what is being fetched, the reason when failed.</param>
/// <param name="Fraction">Share done between 0 and 1 where it is known.</param>
public sealed record PartProgress(Parts Part, PartStage Stage, string Text, double? Fraction = null);
