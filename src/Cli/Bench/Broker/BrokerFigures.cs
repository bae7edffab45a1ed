namespace Ms2Lab.Cli.Bench.Broker;

/// <summary>What was measured of one kind of broker: medians over the rounds.</summary>
/// <param name="Broker">Its name.</param>
/// <param name="ProducePerSecond">Records a second, acks=all.</param>
/// <param name="ProcessorMicroseconds">Processor time of this process for each of them: of the client, and of the broker if it lives here.</param>
/// <param name="ProduceWhileConsumedPerSecond">The same while a consumer reads along.</param>
/// <param name="ReadAlong">Share of the records that the consumer had read when the producer was done.</param>
/// <param name="RoundTripP50Ms">Round trip of one record, median, in milliseconds.</param>
/// <param name="RoundTripP99Ms">Round trip of one record, 99th percentile, in milliseconds.</param>
/// <param name="StartMs">Milliseconds from nothing to three brokers that acknowledged a record; null for brokers that ran already.</param>
internal sealed record BrokerFigures(
    string Broker, double ProducePerSecond, double ProcessorMicroseconds, double ProduceWhileConsumedPerSecond, double ReadAlong, double RoundTripP50Ms, double RoundTripP99Ms, double? StartMs)
{
    /// <summary>The medians of rounds of one broker.</summary>
    public static BrokerFigures MedianOf(IReadOnlyCollection<BrokerFigures> rounds)
    {
        double Median(Func<BrokerFigures, double> of) => rounds.Select(of).Order().ElementAt(rounds.Count / 2);
        var first = rounds.First();
        return new(
            first.Broker,
            Median(r => r.ProducePerSecond),
            Median(r => r.ProcessorMicroseconds),
            Median(r => r.ProduceWhileConsumedPerSecond),
            Median(r => r.ReadAlong),
            Median(r => r.RoundTripP50Ms),
            Median(r => r.RoundTripP99Ms),
            first.StartMs is null ? null : Median(r => r.StartMs!.Value));
    }
}
