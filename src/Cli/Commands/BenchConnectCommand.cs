using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Ms2Lab.Cli.Bench.Connect;
using Ms2Lab.Cli.Terminal;
using Spectre.Console;

namespace Ms2Lab.Cli.Commands;

/// <summary><c>lab bench connect</c>: the embedded worker between Kafka and MySQL, beside a writer without Kafka on the same server in the same run.</summary>
internal sealed class BenchConnectCommand : Command
{
    private const int FullRecords = 200_000;
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };
    private readonly Option<int> _records = new("--records") { Description = "Readings of each load.", DefaultValueFactory = _ => 50_000 };
    private readonly Option<bool> _full = new("--full") { Description = $"{FullRecords} readings of each load, as the goals mean them." };
    private readonly Option<int> _rounds = new("--rounds") { Description = "How often to measure rates and starts; medians are told.", DefaultValueFactory = _ => 3 };
    private readonly Option<FileInfo?> _json = new("--json") { Description = "File for the figures." };

    /// <summary>Creates the command.</summary>
    public BenchConnectCommand()
        : base("connect", "Measure sink and source, latency, failover, memory and start of Connect workers, each beside its goal.")
    {
        _records.Validators.Add(r => { if (r.GetValueOrDefault<int>() < 5000) { r.AddError("--records must be at least 5000."); } });
        _rounds.Validators.Add(r => { if (r.GetValueOrDefault<int>() < 1) { r.AddError("--rounds must be at least 1."); } });
        Options.Add(_records);
        Options.Add(_full);
        Options.Add(_rounds);
        Options.Add(_json);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult line, CancellationToken cancellation)
    {
        var (records, rounds) = (line.GetValue(_full) ? FullRecords : line.GetValue(_records), line.GetValue(_rounds));
        List<ConnectFigure> figures =
        [
            .. await new ClusterBench(rounds, Console.Error.WriteLine).MeasureAsync(cancellation).ConfigureAwait(false),
            .. await new StreamBench(records, rounds, Console.Error.WriteLine).MeasureAsync(cancellation).ConfigureAwait(false),
        ];
        Show(figures, records, rounds);
        if (line.GetValue(_json) is { } file)
        {
            await File.WriteAllTextAsync(file.FullName, JsonSerializer.Serialize(new { records, rounds, figures }, Json), cancellation).ConfigureAwait(false);
        }
        return ExitCode.Success;
    }

    private static void Show(List<ConnectFigure> figures, int records, int rounds)
    {
        var table = new Table().Border(Screen.IsLive ? TableBorder.Rounded : TableBorder.Ascii)
            .AddColumn(string.Create(CultureInfo.InvariantCulture, $"{records:N0} readings, medians of {rounds}"))
            .AddColumn("embedded", c => c.RightAligned()).AddColumn("goal").AddColumn("met");
        foreach (var figure in figures)
        {
            table.AddRow(figure.Name, ConnectFigure.Shown(figure.Value), figure.Goal, figure.IsMet switch { true => "yes", false => "no", null => "" });
        }
        Screen.Out.Write(table);
    }
}
