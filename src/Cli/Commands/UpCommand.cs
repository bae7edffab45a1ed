using System.CommandLine;
using Ms2Lab.Cli.Desk;
using Ms2Lab.Cli.Labs;
using Ms2Lab.Cli.Terminal;
using Ms2Lab.Environments.Core;
using Ms2Lab.Labs.LabKit;

namespace Ms2Lab.Cli.Commands;

/// <summary><c>lab up</c>: holds an environment open until it is interrupted.</summary>
internal sealed class UpCommand : Command
{
    private readonly Option<string> _only = new("--only") { Description = $"Parts to start, separated by commas: {Parts.All.ToText()} (default: all).", DefaultValueFactory = _ => Parts.All.ToText() };
    private readonly Option<string[]> _labs = new("--lab") { Description = "Labs to be followed: as many workers, with such settings, as these labs ask for." };
    private readonly Option<FileInfo?> _json = new("--json") { Description = "File to write the addresses to, for LAB_ENVIRONMENT and other programs." };
    private readonly Option<int> _workers = new("--workers") { Description = "Number of Connect workers.", DefaultValueFactory = _ => 1 };
    private readonly Option<int> _brokers = new("--brokers") { Description = "Number of Kafka brokers.", DefaultValueFactory = _ => 1 };
    private readonly Option<string?> _advertise = new("--advertise") { Description = "Host by which programs elsewhere reach Kafka, in containers for example host.docker.internal: a second listener tells it to them.", HelpName = "HOST" };
    private readonly Option<string> _listen = new("--listen") { Description = "Address that the listener of --advertise binds to; 0.0.0.0 lets containers and other machines in.", HelpName = "ADDRESS", DefaultValueFactory = _ => "127.0.0.1" };
    private readonly Option<string?> _backend = Backends.CreateOption();
    private readonly PortOptions _ports = new();

    /// <summary>Creates the command.</summary>
    public UpCommand()
        : base("up", "Start the servers and keep them until Ctrl-C.")
    {
        foreach (var option in (Option[])[_only, _labs, _json, _workers, _brokers, _advertise, _listen, _backend, .. _ports.All])
        {
            Options.Add(option);
        }
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult line, CancellationToken cancellation)
    {
        var wanted = line.GetValue(_labs) is { Length: > 0 } labs ? LabServers.For(LabArguments.Resolve(labs)) : new EnvironmentRequest();
        var request = wanted with
        {
            Parts = PartsNames.Parse(line.GetValue(_only)!),
            ConnectWorkers = Math.Max(line.GetValue(_workers), wanted.ConnectWorkers),
            Brokers = line.GetValue(_brokers),
            KafkaAdvertisedHost = line.GetValue(_advertise),
            KafkaListenAddress = line.GetValue(_listen)!,
            Ports = _ports.Read(line),
        };
        await using var environment = await StartAsync(request, line.GetValue(_backend), cancellation).ConfigureAwait(false);
        if (line.GetValue(_json) is { } file)
        {
            environment.Endpoints.Save(file.FullName);
        }
        using var announced = RunningServers.Announce(environment.Endpoints);
        await using var desk = CheckDesk.Open(environment, announced.Desk);
        Describe(environment);
        await Interruption.WaitAsync(cancellation).ConfigureAwait(false);
        return ExitCode.Success;
    }

    private static async Task<LabEnvironment> StartAsync(EnvironmentRequest request, string? backend, CancellationToken cancellation)
    {
        using var progress = new StartProgress();
        return await LabEnvironment.StartAsync(request, Backends.ByName(backend), progress, cancellation).ConfigureAwait(false);
    }

    private static void Describe(LabEnvironment environment)
    {
        var at = environment.Endpoints;
        Console.WriteLine($"Ready ({environment.Backend} backend).");
        foreach (var (name, address) in ((string, string?)[])
            [("kafka", at.Bootstrap), ("elsewhere", at.BootstrapElsewhere), ("connect", string.Join(' ', at.Connect ?? [])), ("registry", at.Registry), ("mysql", at.MySql), ("redis", at.Redis)])
        {
            if (!string.IsNullOrEmpty(address))
            {
                Console.WriteLine($"  {name,-9} {address}");
            }
        }
        Console.WriteLine("Ctrl-C ends it. In another terminal: `lab follow LAB` begins a lab, `lab list` shows them.");
    }
}
