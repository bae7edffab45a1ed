using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Ms2Lab.Cli.Bench.Broker;
using Ms2Lab.Cli.Terminal;
using Spectre.Console;

namespace Ms2Lab.Cli.Commands;

/// <summary><c>lab bench broker</c>: the embedded broker beside librdkafka's mock cluster, and beside brokers that run already, with one client in one run.</summary>
internal sealed class BenchBrokerCommand : Command
{
    private const int RoundTrips = 2000;
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };
    private readonly Option<int> _records = new("--records") { Description = "Records to produce in each load.", DefaultValueFactory = _ => 2_000_000 };
    private readonly Option<int> _size = new("--size") { Description = "Bytes of each record's value.", DefaultValueFactory = _ => 100 };
    private readonly Option<int> _rounds = new("--rounds") { Description = "How often to measure; medians are told.", DefaultValueFactory = _ => 3 };
    private readonly Option<string?> _against = new("--against") { Description = "HOST:PORT of a broker that runs already, measured as well; topics bench-* stay there." };
    private readonly Option<FileInfo?> _json = new("--json") { Description = "File for the figures." };

    /// <summary>Creates the command.</summary>
    public BenchBrokerCommand()
        : base("broker", "Measure the embedded broker against librdkafka's mock cluster.")
    {
        _records.Validators.Add(r => { if (r.GetValueOrDefault<int>() < 1) { r.AddError("--records must be at least 1."); } });
        _size.Validators.Add(r => { if (r.GetValueOrDefault<int>() < 1) { r.AddError("--size must be at least 1."); } });
        _rounds.Validators.Add(r => { if (r.GetValueOrDefault<int>() < 1) { r.AddError("--rounds must be at least 1."); } });
        Options.Add(_records);
        Options.Add(_size);
        Options.Add(_rounds);
        Options.Add(_against);
        Options.Add(_json);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult line, CancellationToken cancellation)
    {
        var (records, size, rounds) = (line.GetValue(_records), line.GetValue(_size), line.GetValue(_rounds));
        List<Func<Task<BrokerTarget>>> targets = [() => Task.FromResult(BrokerTarget.Mock()), () => BrokerTarget.EmbeddedAsync(cancellation)];
        if (line.GetValue(_against) is { } bootstrap)
        {
            targets.Add(() => Task.FromResult(BrokerTarget.Existing(bootstrap)));
        }
        var idle = await IdleCluster.BytesAsync(cancellation).ConfigureAwait(false);
        var allocated = await BatchAllocation.BytesAsync(cancellation).ConfigureAwait(false);
        Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"opening and disposing {ClusterLifetimes.Clusters:N0} clusters ..."));
        var left = await ClusterLifetimes.MeasureAsync(cancellation).ConfigureAwait(false);
        var measured = new List<BrokerFigures>();
        // Round by round, so that what else the machine does weighs on all alike; the first, which compiles, is not counted.
        for (var round = 0; round <= rounds; round++)
        {
            foreach (var target in targets)
            {
                var figures = await MeasureAsync(target, round == 0 ? Math.Min(records, 100_000) : records, size, cancellation).ConfigureAwait(false);
                Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{(round == 0 ? "warm-up" : $"round {round}")}: {figures.Broker} {figures.ProducePerSecond:N0} records/s"));
                if (round > 0)
                {
                    measured.Add(figures);
                }
            }
        }
        var medians = measured.GroupBy(f => f.Broker).Select(g => BrokerFigures.MedianOf([.. g])).ToList();
        var goals = BrokerGoal.Of(medians[0], medians[1], idle, allocated, left);
        Show(medians, records, size, rounds);
        Show(goals);
        if (line.GetValue(_json) is { } file)
        {
            await File.WriteAllTextAsync(file.FullName, JsonSerializer.Serialize(new { records, size, rounds, idleClusterBytes = idle, bytesPerBatch = allocated, leftBehind = left, brokers = medians, goals }, Json), cancellation).ConfigureAwait(false);
        }
        return ExitCode.Success;
    }

    private static async Task<BrokerFigures> MeasureAsync(Func<Task<BrokerTarget>> start, int records, int size, CancellationToken cancellation)
    {
        var clock = Stopwatch.StartNew();
        await using var target = await start().ConfigureAwait(false);
        var load = new BrokerLoad(target.Bootstrap, records, size);
        var topic = $"bench-{Guid.NewGuid():N}";
        var first = await load.ProduceOneAsync(topic, clock, cancellation).ConfigureAwait(false);
        double? started = target.Bootstrap == target.Name ? null : first.TotalMilliseconds;
        var trips = await load.RoundTripsAsync(topic, RoundTrips, cancellation).ConfigureAwait(false);
        var before = Environment.CpuUsage.TotalTime;
        var rate = load.Produce(topic + "-produce", cancellation);
        var busy = (Environment.CpuUsage.TotalTime - before).TotalMicroseconds / records;
        var (along, read) = await load.ProduceAndConsumeAsync(topic + "-both", cancellation).ConfigureAwait(false);
        return new(target.Name, rate, busy, along, read, trips[trips.Count / 2].TotalMilliseconds, trips[trips.Count * 99 / 100].TotalMilliseconds, started);
    }

    private static void Show(List<BrokerFigures> medians, int records, int size, int rounds)
    {
        var table = new Table().Border(Screen.IsLive ? TableBorder.Rounded : TableBorder.Ascii)
            .AddColumn(string.Create(CultureInfo.InvariantCulture, $"{records:N0} x {size} B, medians of {rounds}"));
        medians.ForEach(m => table.AddColumn(Markup.Escape(m.Broker), c => c.RightAligned()));
        table.AddColumn("embedded / mock", c => c.RightAligned());
        Row("produce, records/s", m => m.ProducePerSecond, "N0");
        Row("processor time of this process, us/record", m => m.ProcessorMicroseconds, "N2");
        Row("produce while consumed, records/s", m => m.ProduceWhileConsumedPerSecond, "N0");
        Row("read along by then, %", m => m.ReadAlong * 100, "N0");
        Row("produced and read then, records/s", m => m.ProduceWhileConsumedPerSecond * (1 + m.ReadAlong), "N0");
        Row("round trip acks=all p50, ms", m => m.RoundTripP50Ms, "N3");
        Row("round trip acks=all p99, ms", m => m.RoundTripP99Ms, "N3");
        Row("start of 3 brokers to first produce, ms", m => m.StartMs, "N0");
        Screen.Out.Write(table);

        void Row(string what, Func<BrokerFigures, double?> of, string format)
        {
            var (mock, embedded) = (of(medians[0]), of(medians[1]));
            table.AddRow([what, .. medians.Select(m => of(m)?.ToString(format, CultureInfo.InvariantCulture) ?? "-"), mock is null or 0 ? "-" : (embedded / mock)?.ToString("N2", CultureInfo.InvariantCulture) ?? "-"]);
        }
    }

    private static void Show(IReadOnlyList<BrokerGoal> goals)
    {
        var table = new Table().Border(Screen.IsLive ? TableBorder.Rounded : TableBorder.Ascii).AddColumns("embedded broker", "goal", "measured", "met");
        foreach (var goal in goals)
        {
            table.AddRow(Markup.Escape(goal.What), Markup.Escape(goal.Goal), Markup.Escape(goal.Measured), goal.IsMet ? "yes" : "no");
        }
        Screen.Out.Write(table);
    }
}
