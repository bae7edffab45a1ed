using System.CommandLine;
using System.Diagnostics;
using Ms2Lab.Cli.Bench;
using Ms2Lab.Environments.Core;

namespace Ms2Lab.Cli.Commands;

/// <summary><c>lab bench start</c>: how long an environment takes to come up, part by part, until a sink connector is RUNNING, and what memory it takes.</summary>
internal sealed class BenchStartCommand : Command
{
    private readonly Option<int> _rounds = new("--rounds") { Description = "How often to start.", DefaultValueFactory = _ => 5 };
    private readonly Option<string> _only = new("--only") { Description = "Parts to start.", DefaultValueFactory = _ => Parts.All.ToText() };
    private readonly Option<string?> _backend = Backends.CreateOption();

    /// <summary>Creates the command.</summary>
    public BenchStartCommand()
        : base("start", "Start an environment several times and print times and memory.")
    {
        Options.Add(_rounds);
        Options.Add(_only);
        Options.Add(_backend);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult line, CancellationToken cancellation)
    {
        var request = new EnvironmentRequest { Parts = PartsNames.Parse(line.GetValue(_only)!) };
        var hasSink = request.Parts.HasFlag(Parts.Connect | Parts.MySql);
        var backend = Backends.ByName(line.GetValue(_backend));
        Console.WriteLine($"{backend.Name} backend, parts {request.Parts.WithNeeded().ToText()}; the first round includes compiling this program's code");
        for (var round = 1; round <= line.GetValue(_rounds); round++)
        {
            await using var memory = new PeakMemory();
            var times = new PartTimes();
            await using var environment = await LabEnvironment.StartAsync(request, backend, times, cancellation).ConfigureAwait(false);
            if (hasSink)
            {
                await BenchSink.RunAsync(environment.Endpoints, cancellation).ConfigureAwait(false);
            }
            var elapsed = times.Elapsed;
            Console.WriteLine($"round {round}: {(hasSink ? "sink connector RUNNING" : "ready")} after {elapsed.TotalMilliseconds:0} ms ({times}); peak memory of the process tree {memory.Bytes() >> 20} MB");
        }
        return ExitCode.Success;
    }

    private sealed class PartTimes : IProgress<PartProgress>
    {
        private readonly Stopwatch _clock = Stopwatch.StartNew();
        private readonly SortedDictionary<Parts, long> _ready = [];

        public TimeSpan Elapsed => _clock.Elapsed;

        public void Report(PartProgress value)
        {
            lock (_ready)
            {
                if (value.Stage == PartStage.Ready)
                {
                    _ready[value.Part] = _clock.ElapsedMilliseconds;
                }
            }
        }

        public override string ToString()
        {
            lock (_ready)
            {
                return string.Join(", ", _ready.Select(r => $"{r.Key.ToText()} {r.Value} ms"));
            }
        }
    }
}
