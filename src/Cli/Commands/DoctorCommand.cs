using System.CommandLine;
using System.Runtime.InteropServices;
using Ms2Lab.Environments.Containers;
using Ms2Lab.Environments.Core;
using Ms2Lab.Environments.Embedded;

namespace Ms2Lab.Cli.Commands;

/// <summary><c>lab doctor</c>: says what this machine has, where, in which version, and what is missing. It leaves nothing behind.</summary>
internal sealed class DoctorCommand : Command
{
    /// <summary>Creates the command.</summary>
    public DoctorCommand()
        : base("doctor", "Say what this machine has and what is missing; change nothing.") => SetAction((_, cancellation) => RunAsync(cancellation));

    private static async Task<int> RunAsync(CancellationToken cancellation)
    {
        var home = new KitHome();
        var store = new ServerStore(home);
        Line("system", $"{RuntimeInformation.OSDescription}, {RuntimeInformation.OSArchitecture}, {RuntimeInformation.FrameworkDescription}");
        Line("folder", $"{home.Folder} ({(Directory.Exists(home.Folder) ? $"{Free(home.Folder)} MB free" : "made on first use")}; {KitHome.Variable} moves it)");
        Line("tmpfs", Directory.Exists("/dev/shm") ? $"/dev/shm ({Free("/dev/shm")} MB free)" : "none: server data goes to the folder above");
        var complete = Server("mysql", store, ServerKind.MySql) & Server("redis", store, ServerKind.Redis);
        foreach (var part in (Parts[])[Parts.Kafka, Parts.Connect, Parts.Registry])
        {
            complete &= await BuiltInAsync(part, cancellation).ConfigureAwait(false);
        }
        // Containers are one more way to have servers: what is missing for them is told, and is no lack.
        Line("docker", await new ContainersBackend().DescribeAsync(cancellation).ConfigureAwait(false));
        complete &= External();
        Console.WriteLine(complete ? "Nothing is missing." : "Run `lab setup` to fetch what is missing, or follow the lines above.");
        return complete ? ExitCode.Success : ExitCode.Failed;
    }

    private static bool Server(string name, ServerStore store, ServerKind kind)
    {
        try
        {
            var found = store.Find(kind);
            Line(name, found is null
                ? $"missing: `lab setup` fetches it; or install {ServerLocator.Wanted(kind)}, or set {ServerLocator.Variable(kind)}"
                : $"version {found.Version}, {found.Program} ({found.Origin})");
            return found is not null;
        }
        catch (EnvironmentException e)
        {
            Line(name, e.Message);
            return false;
        }
    }

    // What is built in needs nothing of the machine but a port, so it is started for a moment and asked.
    private static async Task<bool> BuiltInAsync(Parts part, CancellationToken cancellation)
    {
        try
        {
            await using var environment = await LabEnvironment.StartAsync(new EnvironmentRequest { Parts = part }, new EmbeddedBackend(), cancellation).ConfigureAwait(false);
            await PartProbe.AskAsync(environment.Endpoints, part, cancellation).ConfigureAwait(false);
            Line(part.ToText(), "built in, started and answered");
            return true;
        }
        catch (EnvironmentException e)
        {
            Line(part.ToText(), e.Message);
            return false;
        }
    }

    private static bool External()
    {
        if (Environment.GetEnvironmentVariable(ExternalBackend.Variable) is not { Length: > 0 } file)
        {
            return true;
        }
        try
        {
            Line("external", $"{ExternalBackend.Variable}={file}: {Endpoints.Load(file).Parts.ToText()}");
            return true;
        }
        catch (EnvironmentException e)
        {
            Line("external", e.Message);
            return false;
        }
    }

    private static long Free(string folder) => new DriveInfo(folder).AvailableFreeSpace >> 20;

    private static void Line(string name, string text) => Console.WriteLine($"{name,-9} {text}");
}
