namespace Ms2Lab.Labs.LabKit;

/// <summary>What a check saw: passed, or expected against observed together with one action to take next.</summary>
public sealed record CheckResult
{
    private CheckResult(bool isPassed, string expected, string observed, string next)
    {
        IsPassed = isPassed;
        Expected = expected;
        Observed = observed;
        Next = next;
    }

    /// <summary>Whether the world is as expected.</summary>
    public bool IsPassed { get; }

    /// <summary>What should be seen; empty when passed.</summary>
    public string Expected { get; }

    /// <summary>What was seen last.</summary>
    public string Observed { get; }

    /// <summary>One thing to do about it; empty when passed.</summary>
    public string Next { get; }

    /// <summary>The world is as expected.</summary>
    /// <param name="observed">What was seen.</param>
    public static CheckResult Passed(string observed) => new(true, "", observed, "");

    /// <summary>The world is not as expected.</summary>
    /// <param name="expected">What should have been seen.</param>
    /// <param name="observed">What was seen instead.</param>
    /// <param name="next">One action that helps, as an imperative sentence.</param>
    public static CheckResult Failed(string expected, string observed, string next) => new(false, expected, observed, next);
}
