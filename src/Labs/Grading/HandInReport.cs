using System.Text.Json.Serialization;
using Ms2Lab.Labs.LabKit;
using Ms2Lab.Labs.LabKit.Running;

namespace Ms2Lab.Labs.Grading;

/// <summary>What became of one hand-in, as far as it is graded.</summary>
public sealed record HandInReport
{
    /// <summary>Name and version of the report's shape.</summary>
    public string Format { get; init; } = "ms2lab/grade/v1";

    /// <summary>The hand-in's name.</summary>
    public required string HandIn { get; init; }

    /// <summary>Whether every lab is done.</summary>
    public bool IsFinished { get; init; }

    /// <summary>The total of all labs.</summary>
    public Score Score => Score.Of(Labs.SelectMany(l => l.AllChecks));

    /// <summary>What the instructor should know beside the verdicts, such as secrets in files; it costs no points.</summary>
    public IReadOnlyList<string> Remarks { get; init; } = [];

    /// <summary>A report for each lab, in the order of the course, as far as they are done.</summary>
    public required IReadOnlyList<LabReport> Labs { get; init; }

    /// <summary>Whether something failed on our side, so that the total is not the last word.</summary>
    [JsonIgnore]
    public bool HasErrors => Labs.Any(l => l.Count(Verdict.Error) > 0);
}
