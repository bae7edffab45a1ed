namespace Ms2Lab.Cli.Bench.Broker;

/// <summary>One figure that issue 5 asks for, and what was measured.</summary>
/// <param name="What">What is measured.</param>
/// <param name="Goal">What it should be.</param>
/// <param name="Measured">What it is.</param>
/// <param name="IsMet">Whether that is enough.</param>
internal sealed record BrokerGoal(string What, string Goal, string Measured, bool IsMet)
{
    private const double Megabyte = 1 << 20;

    /// <summary>The goals for figures of one run.</summary>
    public static IReadOnlyList<BrokerGoal> Of(BrokerFigures mock, BrokerFigures embedded, long idleBytes, double bytesPerBatch, ClusterLifetimes left) =>
    [
        Ratio("produce against the mock", embedded.ProducePerSecond / mock.ProducePerSecond),
        Ratio("produce while consumed against the mock", embedded.ProduceWhileConsumedPerSecond / mock.ProduceWhileConsumedPerSecond),
        new("start of 3 brokers to first produce", "below 50 ms", FormattableString.Invariant($"{embedded.StartMs:N0} ms"), embedded.StartMs < 50),
        new("idle cluster of 3 brokers", "below 10 MB", FormattableString.Invariant($"{idleBytes / Megabyte:N2} MB managed"), idleBytes < 10 * Megabyte),
        new("allocated for a batch of 100 records beyond what is kept", "near zero: below 2 KB", FormattableString.Invariant($"{bytesPerBatch:N0} bytes"), bytesPerBatch < 2048),
        new(
            FormattableString.Invariant($"{ClusterLifetimes.Clusters:N0} clusters opened and disposed"),
            "leave handles and threads where they were",
            FormattableString.Invariant($"{left.Handles:+0;-0;0} handles, {left.Threads:+0;-0;0} threads"),
            left.Handles <= 2 && left.Threads <= Environment.ProcessorCount),
    ];

    private static BrokerGoal Ratio(string what, double ratio) => new(what, "at least 1.00", FormattableString.Invariant($"{ratio:N2}"), ratio >= 1);
}
