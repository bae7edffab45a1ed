using System.Globalization;
using Ms2Lab.Environments.Core;
using Ms2Lab.Environments.Embedded;
using Ms2Lab.Kafka.Client;

namespace Ms2Lab.Cli.Bench.Connect;

/// <summary>Rates of sink and source beside the hand-written writer, and the latency of single readings, all on one environment.</summary>
/// <param name="records">Readings of each load.</param>
/// <param name="rounds">How often rates are measured.</param>
/// <param name="progress">Hears what was measured.</param>
internal sealed class StreamBench(int records, int rounds, Action<string> progress)
{
    private const double SinkGoal = 0.8;

    /// <summary>Starts what is needed and measures.</summary>
    public async Task<IReadOnlyList<ConnectFigure>> MeasureAsync(CancellationToken cancellation)
    {
        var request = new EnvironmentRequest { Parts = Parts.Kafka | Parts.Connect | Parts.MySql | Parts.Registry };
        await using var environment = await LabEnvironment.StartAsync(request, new EmbeddedBackend(), cancellation).ConfigureAwait(false);
        await using var client = new KafkaClient(new KafkaClientOptions { BootstrapServers = [environment.Endpoints.Bootstrap!], ClientId = "bench" });
        var (avro, json) = (BenchConverter.Avro(environment.Endpoints), BenchConverter.Json());
        (string Name, Func<RateBench, Task<double>> Measure)[] loads =
        [
            ("hand-written writer, rows/s", b => b.WriterAsync(cancellation)),
            ("sink, Avro, rows/s", b => b.SinkAsync(avro, cancellation)),
            ("sink, JSON with schema, rows/s", b => b.SinkAsync(json, cancellation)),
            ("source, Avro, records/s", b => b.SourceAsync(avro, cancellation)),
        ];
        var rates = await RoundsAsync(new RateBench(environment.Endpoints, client, records), loads).ConfigureAwait(false);
        var (p50, p99) = await new LatencyBench(environment.Endpoints, client).MeasureAsync(json, cancellation).ConfigureAwait(false);
        return
        [
            new(loads[0].Name, Median(rates[0])),
            Sink(loads[1].Name, rates[1], rates[0]),
            Sink(loads[2].Name, rates[2], rates[0]),
            new(loads[3].Name, Median(rates[3])),
            new("producer to row p50, ms", p50.TotalMilliseconds),
            new("producer to row p99, ms", p99.TotalMilliseconds),
        ];
    }

    // Shares are taken round by round: what disturbed a round disturbed both.
    private static ConnectFigure Sink(string name, List<double> rates, List<double> writer) =>
        ConnectFigure.AtLeastShare(name, Median(rates), Median([.. rates.Zip(writer, (rate, whole) => rate / whole)]), SinkGoal);

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);

    // Round by round, so that what else the machine does weighs on all alike; the first, which compiles, is not counted.
    private async Task<List<List<double>>> RoundsAsync(RateBench bench, (string Name, Func<RateBench, Task<double>> Measure)[] loads)
    {
        var rates = loads.Select(_ => new List<double>()).ToList();
        for (var round = 0; round <= rounds; round++)
        {
            for (var load = 0; load < loads.Length; load++)
            {
                var rate = await loads[load].Measure(bench).ConfigureAwait(false);
                progress(string.Create(CultureInfo.InvariantCulture, $"{(round == 0 ? "warm-up" : $"round {round}")}: {loads[load].Name} {rate:N0}"));
                if (round > 0)
                {
                    rates[load].Add(rate);
                }
            }
        }
        return rates;
    }
}
