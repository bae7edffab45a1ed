using System.CommandLine;
using Ms2Lab.Cli.Terminal;
using Ms2Lab.Environments.Core;
using Ms2Lab.Environments.Embedded;

namespace Ms2Lab.Cli.Commands;

/// <summary><c>lab setup</c>: does once what would otherwise happen at the first start, so that later ones need no network.</summary>
internal sealed class SetupCommand : Command
{
    /// <summary>Creates the command.</summary>
    public SetupCommand()
        : base("setup", "Fetch the servers and prepare them, so that later starts are quick and need no network.") => SetAction((_, cancellation) => RunAsync(cancellation));

    private static async Task<int> RunAsync(CancellationToken cancellation)
    {
        var request = new EnvironmentRequest { Parts = Parts.MySql | Parts.Redis };
        using (var progress = new StartProgress())
        {
            await using var environment = await LabEnvironment.StartAsync(request, new EmbeddedBackend(), progress, cancellation).ConfigureAwait(false);
        }
        var store = new ServerStore(new KitHome());
        foreach (var found in ((ServerKind[])[ServerKind.MySql, ServerKind.Redis]).Select(store.Find))
        {
            Console.WriteLine($"{found!.Kind} {found.Version}: {found.Program} ({found.Origin})");
        }
        return ExitCode.Success;
    }
}
