using System.CommandLine;

namespace Ms2Lab.Cli.Commands;

/// <summary><c>lab bench</c>: prints figures of this machine; it asserts nothing.</summary>
internal sealed class BenchCommand : Command
{
    /// <summary>Creates the command.</summary>
    public BenchCommand()
        : base("bench", "Measure and print; assert nothing.")
    {
        Subcommands.Add(new BenchStartCommand());
        Subcommands.Add(new BenchSerializersCommand());
        Subcommands.Add(new BenchBrokerCommand());
        Subcommands.Add(new BenchConnectCommand());
    }
}
