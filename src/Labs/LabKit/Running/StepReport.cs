using System.Text.Json.Serialization;

namespace Ms2Lab.Labs.LabKit.Running;

/// <summary>What became of one step.</summary>
public sealed record StepReport
{
    /// <summary>The step's id.</summary>
    public required string Id { get; init; }

    /// <summary>Its title, from the lab's text.</summary>
    public required string Title { get; init; }

    /// <summary>Its checks, as far as they are done.</summary>
    public required IReadOnlyList<CheckReport> Checks { get; init; }

    /// <summary>Whether every check passed.</summary>
    [JsonIgnore]
    public bool IsPassed => Checks.All(c => c.Verdict == Verdict.Passed);

    /// <summary>The worst that happened: error, failed, blocked, skipped, or passed.</summary>
    [JsonIgnore]
    public Verdict Verdict =>
        new[] { Verdict.Error, Verdict.Failed, Verdict.Blocked, Verdict.Skipped }.Where(v => Checks.Any(c => c.Verdict == v)).DefaultIfEmpty(Verdict.Passed).First();
}
