using System.Text.Json.Serialization;

namespace Ms2Lab.Labs.LabKit.Running;

/// <summary>What became of a lab, as far as it has run. Every verdict in it was earned on the backend it names.</summary>
public sealed record LabReport
{
    /// <summary>Name and version of the report's shape.</summary>
    public string Format { get; init; } = "ms2lab/report/v1";

    /// <summary>The lab's id.</summary>
    public required string Lab { get; init; }

    /// <summary>The lab's title.</summary>
    public required string Title { get; init; }

    /// <summary>The backend.</summary>
    public required string Backend { get; init; }

    /// <summary>When it began, in UTC.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>Whether every step is done; false while the lab runs, and for ever where it was interrupted.</summary>
    public bool IsFinished { get; init; }

    /// <summary>The total.</summary>
    public Score Score => Score.Of(AllChecks);

    /// <summary>The steps, as far as they are done.</summary>
    public required IReadOnlyList<StepReport> Steps { get; init; }

    /// <summary>The checks of all steps.</summary>
    [JsonIgnore]
    public IEnumerable<CheckReport> AllChecks => Steps.SelectMany(s => s.Checks);

    /// <summary>Whether the lab is finished and every check of it passed.</summary>
    [JsonIgnore]
    public bool IsPassed => IsFinished && Steps.All(s => s.IsPassed);

    /// <summary>Number of checks with a verdict.</summary>
    public int Count(Verdict verdict) => AllChecks.Count(c => c.Verdict == verdict);
}
