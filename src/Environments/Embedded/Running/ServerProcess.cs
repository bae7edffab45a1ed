using Ms2Lab.Environments.Core;

namespace Ms2Lab.Environments.Embedded;

/// <summary>Starts a server program and waits until it answers a real question, or says why it never will.</summary>
internal sealed class ServerProcess
{
    private const int PortTries = 5;
    private static readonly TimeSpan AnswerLimit = TimeSpan.FromSeconds(60);

    /// <summary>What it is, for messages.</summary>
    public required string Name { get; init; }

    public required ServerCommand Command { get; init; }

    public required string Folder { get; init; }

    /// <summary>The server's own arguments for a port.</summary>
    public required Func<int, IEnumerable<string>> Arguments { get; init; }

    /// <summary>The real question, for a port.</summary>
    public required Func<int, CancellationToken, Task<string>> Ask { get; init; }

    private string Log => Path.Combine(Folder, "server.log");

    /// <summary>Starts on a given port, or on a free one where it is 0: then a port that somebody snatches in between is replaced.</summary>
    public async Task<(ChildProcess Process, int Port)> StartAsync(int port, CancellationToken cancellation)
    {
        if (port != 0)
        {
            LoopbackPorts.EnsureFree(port, Name);
            return (await StartOnAsync(port, cancellation).ConfigureAwait(false) ?? throw LoopbackPorts.Taken(port, Name), port);
        }
        for (var i = 0; i < PortTries; i++)
        {
            var free = LoopbackPorts.Free();
            if (await StartOnAsync(free, cancellation).ConfigureAwait(false) is { } started)
            {
                return (started, free);
            }
        }
        throw new EnvironmentException($"{Name} found every one of {PortTries} free ports taken.", "Ask for a fixed port.");
    }

    /// <summary>Returns when the server at a port answers.</summary>
    /// <exception cref="EnvironmentException">It does not within a minute; the message says what was last seen.</exception>
    public Task<string> AnswerAsync(int port, CancellationToken cancellation) => PartProbe.UntilAnswerAsync(Name, c => Ask(port, c), AnswerLimit, cancellation);

    private async Task<ChildProcess?> StartOnAsync(int port, CancellationToken cancellation)
    {
        File.Delete(Log);
        var child = ChildProcess.Start(Command.Executable, Command.Arguments(Arguments(port)), Folder, Log);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        try
        {
            var ready = AnswerAsync(port, stop.Token);
            await Task.WhenAny(ready, child.Exited).ConfigureAwait(false);
            if (!child.Exited.IsCompleted)
            {
                await ready.ConfigureAwait(false);
                return child;
            }
            await stop.CancelAsync().ConfigureAwait(false);
            await ((Task)ready).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (EndedForItsPort())
            {
                await child.DisposeAsync().ConfigureAwait(false);
                return null;
            }
            throw Ended(child.ExitCode);
        }
        catch
        {
            await child.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    private bool EndedForItsPort() => LogText() is var log && (log.Contains("Address already in use", StringComparison.Ordinal) || log.Contains("bind on port", StringComparison.Ordinal));

    private EnvironmentException Ended(int code)
    {
        var log = LogText();
        if (log.Contains("No space left on device", StringComparison.OrdinalIgnoreCase) || log.Contains("errno: 28", StringComparison.Ordinal) || log.Contains("error number 28", StringComparison.Ordinal))
        {
            return new EnvironmentException($"{Name} found no space left in {Folder}.", $"Free some space, or set {KitHome.Variable} to a folder on another disk.");
        }
        var lines = log.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var errors = lines.Where(l => l.Contains("[ERROR]", StringComparison.Ordinal) || l.StartsWith("***", StringComparison.Ordinal)).ToList();
        var said = string.Join(" | ", (errors.Count > 0 ? errors : [.. lines]).TakeLast(3));
        return new EnvironmentException(
            $"{Name} ({Command.Program}, version {Command.Version}) ended with exit code {code} before it answered: {(said.Length > 0 ? said : "it wrote nothing")}.",
            $"Run `lab doctor`; {ServerLocator.Variable(Command.Kind)} names another program.");
    }

    private string LogText() => File.Exists(Log) ? File.ReadAllText(Log) : "";
}
