using System.Text.Json.Serialization;

namespace Ms2Lab.Labs.LabKit.Running;

/// <summary>What became of one check.</summary>
public sealed record CheckReport
{
    /// <summary>The check's id within its step.</summary>
    public required string Id { get; init; }

    /// <summary>What passes.</summary>
    public required string Title { get; init; }

    /// <summary>One of the five.</summary>
    public required Verdict Verdict { get; init; }

    /// <summary>Points for passing.</summary>
    public required int Points { get; init; }

    /// <summary>What should have been seen; null unless failed.</summary>
    public string? Expected { get; init; }

    /// <summary>What was seen, or why it was blocked, skipped or an error.</summary>
    public string? Observed { get; init; }

    /// <summary>What to do next; null unless failed or an error.</summary>
    public string? Next { get; init; }

    /// <summary>How long it took, in seconds.</summary>
    public double Seconds { get; init; }

    /// <summary>Points earned: all or none.</summary>
    [JsonIgnore]
    public int Earned => Verdict == Verdict.Passed ? Points : 0;

    /// <summary>Whether its points count: what was skipped, and what failed on our side, does not.</summary>
    [JsonIgnore]
    public bool Counts => Verdict is Verdict.Passed or Verdict.Failed or Verdict.Blocked;

    /// <summary>A report without a look at the world.</summary>
    public static CheckReport Of(Check check, Verdict verdict, string? observed, string? expected = null, string? next = null)
    {
        ArgumentNullException.ThrowIfNull(check);
        return new() { Id = check.Id, Title = check.Title, Points = check.Points, Verdict = verdict, Expected = expected, Observed = observed, Next = next };
    }
}
