using System.CommandLine;
using Ms2Lab.Cli.Commands;

namespace Ms2Lab.Cli;

/// <summary>The program <c>lab</c>: its commands, and how it ends.</summary>
/// <remarks>Each command is a class of its own under <c>Commands</c>; adding one means adding it to the list here.</remarks>
public static class LabProgram
{
    private static readonly (string Name, Func<Command> Create)[] Commands =
    [
        ("list", () => new ListCommand()),
        ("run", () => new RunCommand()),
        ("up", () => new UpCommand()),
        ("connect-worker", () => new ConnectWorkerCommand()),
        ("follow", () => new FollowCommand()),
        ("check", () => new CheckCommand()),
        ("hint", () => new HintCommand()),
        ("solve", () => new SolveCommand()),
        ("reset", () => new ResetCommand()),
        ("grade", () => new GradeCommand()),
        ("doctor", () => new DoctorCommand()),
        ("setup", () => new SetupCommand()),
        ("bench", () => new BenchCommand()),
    ];

    private static readonly TimeSpan TidyUpLimit = TimeSpan.FromSeconds(30);

    /// <summary>Runs one command line to its end.</summary>
    /// <returns>An exit code of <see cref="ExitCode"/>.</returns>
    public static async Task<int> RunAsync(string[] args)
    {
        var parsed = RootFor(args).Parse(args);
        var invocation = new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = TidyUpLimit };
        try
        {
            var code = await parsed.InvokeAsync(invocation).ConfigureAwait(false);
            return parsed.Errors.Count > 0 ? ExitCode.Usage : code;
        }
        catch (Exception e) when (Failure.Of(e) is { } failure)
        {
            if (failure.Message is { } message)
            {
                await Console.Error.WriteLineAsync(message).ConfigureAwait(false);
            }
            return failure.Code;
        }
    }

    /// <summary>The command line as a tree of all commands.</summary>
    public static RootCommand CreateRoot() => Root(Commands.Select(c => c.Create()));

    /// <summary>The command line for some arguments: each command loads code of its own, and a line that names one waits for no other's.</summary>
    internal static RootCommand RootFor(string[] args) =>
        args.Length > 0 && Array.Find(Commands, c => c.Name == args[0]).Create is { } create ? Root([create()]) : CreateRoot();

    private static RootCommand Root(IEnumerable<Command> commands)
    {
        var root = new RootCommand("Teaching labs for Kafka, Kafka Connect, MySQL, Redis and the Schema Registry, on servers that start with them.");
        foreach (var command in commands)
        {
            root.Subcommands.Add(command);
        }
        return root;
    }
}
