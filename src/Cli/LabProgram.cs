using System.CommandLine;
using Ms2Lab.Cli.Commands;

namespace Ms2Lab.Cli;

/// <summary>The program <c>lab</c>: its commands, and how it ends.</summary>
/// <remarks>Each command is a class of its own under <c>Commands</c>; adding one means adding it to the list here.</remarks>
public static class LabProgram
{
    private static readonly TimeSpan TidyUpLimit = TimeSpan.FromSeconds(30);

    /// <summary>Runs one command line to its end.</summary>
    /// <returns>An exit code of <see cref="ExitCode"/>.</returns>
    public static async Task<int> RunAsync(string[] args)
    {
        var parsed = CreateRoot().Parse(args);
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

    /// <summary>The command line as a tree of commands.</summary>
    public static RootCommand CreateRoot() => new("Teaching labs for Kafka, Kafka Connect, MySQL, Redis and the Schema Registry, on servers that start with them.")
    {
        new ListCommand(),
        new RunCommand(),
        new UpCommand(),
        new ConnectWorkerCommand(),
        new FollowCommand(),
        new CheckCommand(),
        new HintCommand(),
        new SolveCommand(),
        new ResetCommand(),
        new GradeCommand(),
        new DoctorCommand(),
        new SetupCommand(),
        new BenchCommand(),
    };
}
