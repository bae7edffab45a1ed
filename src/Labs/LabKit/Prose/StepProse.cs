namespace Ms2Lab.Labs.LabKit.Prose;

/// <summary>The section of a lab's README that belongs to one step.</summary>
/// <param name="Id">The step's id.</param>
/// <param name="Title">The heading, without its number.</param>
/// <param name="Instruction">Markdown of what to do, without the hints.</param>
/// <param name="Hints">Markdown of each hint, mildest first.</param>
public sealed record StepProse(string Id, string Title, string Instruction, IReadOnlyList<string> Hints);
