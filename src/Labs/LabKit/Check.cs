namespace Ms2Lab.Labs.LabKit;

/// <summary>One question to the world, worth points. It speaks only public protocols and never changes what it looks at.</summary>
public sealed record Check
{
    /// <summary>Name within its step, lower case with hyphens; it is part of column names, so it never changes.</summary>
    public required string Id { get; init; }

    /// <summary>What passes, as a sentence: <c>The task is FAILED</c>.</summary>
    public required string Title { get; init; }

    /// <summary>Points for passing.</summary>
    public int Points { get; init; } = 1;

    /// <summary>Ids of earlier checks of the same step without which this one makes no sense: it is then blocked.</summary>
    public IReadOnlyList<string> Needs { get; init; } = [];

    /// <summary>
    /// What the kit does right before it looks, for example the meter sending its next reading. It must be repeatable: a student may check twice.
    /// </summary>
    public Func<LabContext, CancellationToken, Task>? Stimulus { get; init; }

    /// <summary>Looks at the world.</summary>
    public required Func<LabContext, CancellationToken, Task<CheckResult>> Verify { get; init; }

    /// <summary>How long it may take until the world is as expected; zero, the default, where the action's effect is there at once.</summary>
    public TimeSpan Limit { get; init; }
}
