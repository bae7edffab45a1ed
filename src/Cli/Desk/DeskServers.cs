using System.Net.Sockets;
using System.Text;
using Ms2Lab.Environments.Core;

namespace Ms2Lab.Cli.Desk;

/// <summary>The control of servers that a running <c>lab up</c> offers to the commands beside it, seen from those: each request is a call at its desk.</summary>
internal static class DeskServers
{
    /// <summary>The controls that the desk offers; none where no desk answers there, or one of another build.</summary>
    /// <param name="socket">The desk's socket.</param>
    /// <param name="cancellation">Gives up.</param>
    public static async Task<IReadOnlyList<ICapability>> OfferedAsync(string socket, CancellationToken cancellation)
    {
        if (!File.Exists(socket))
        {
            return [];
        }
        try
        {
            return [.. Lines(await AskAsync(socket, new("", "list", null), cancellation).ConfigureAwait(false)).Select(name => Control(socket, name)).OfType<ICapability>()];
        }
        catch (EnvironmentException)
        {
            return []; // its owner was killed, is about to end, or is of another build: the steps that need control are skipped, which they say
        }
    }

    private static ICapability? Control(string socket, string name) => name switch
    {
        ServerControls.Workers => new Workers(socket),
        ServerControls.MySql => new MySql(socket),
        ServerControls.Redis => new Redis(socket),
        ServerControls.Registry => new Registry(socket),
        _ => null,
    };

    private static string[] Lines(string answer) => answer.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    private static async Task<string> AskAsync(string socket, ControlRequest request, CancellationToken cancellation)
    {
        try
        {
            using var line = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            await line.ConnectAsync(new UnixDomainSocketEndPoint(socket), cancellation).ConfigureAwait(false);
            await line.SendAsync(Encoding.UTF8.GetBytes(request.ToString()), cancellation).ConfigureAwait(false);
            using var reader = new StreamReader(new NetworkStream(line));
            return Read(await reader.ReadToEndAsync(cancellation).ConfigureAwait(false));
        }
        catch (Exception e) when (e is SocketException or IOException)
        {
            throw new EnvironmentException($"`lab up` does not answer: {e.Message}", "See whether it still runs.", e);
        }
    }

    // The form of every answer at the desk: text, a zero byte, the exit code, a line feed, and what went wrong.
    private static string Read(string answer) => answer.Split('\0') switch
    {
        [var text, ['0', '\n', ..]] => text,
        [_, var end] => throw new EnvironmentException(end[(end.IndexOf('\n', StringComparison.Ordinal) + 1)..].TrimEnd(), ""),
        _ => throw new EnvironmentException("`lab up` is of another build.", "Start it again."),
    };

    private sealed class Workers(string socket) : IWorkerControl
    {
        // The desk is in this machine's own `lab up` and answers from memory.
        IReadOnlyList<Uri> IWorkerControl.Workers => [.. Lines(Task.Run(() => AskAsync(socket, new(ServerControls.Workers, "list", null), CancellationToken.None)).GetAwaiter().GetResult()).Select(l => new Uri(l))];

        public Task KillAsync(Uri worker, CancellationToken cancellation = default) => AskAsync(socket, new(ServerControls.Workers, "kill", worker), cancellation);

        public Task StopAsync(Uri worker, CancellationToken cancellation = default) => AskAsync(socket, new(ServerControls.Workers, "stop", worker), cancellation);

        public async Task<Uri> StartAsync(Uri? worker = null, CancellationToken cancellation = default) =>
            new(await AskAsync(socket, new(ServerControls.Workers, "start", worker), cancellation).ConfigureAwait(false));
    }

    private abstract class Server(string socket, string name) : IServerControl
    {
        public Task StopAsync(CancellationToken cancellation = default) => AskAsync(socket, new(name, "stop", null), cancellation);

        public Task StartAsync(CancellationToken cancellation = default) => AskAsync(socket, new(name, "start", null), cancellation);

        public Task PauseAsync(CancellationToken cancellation = default) => AskAsync(socket, new(name, "pause", null), cancellation);

        public Task ResumeAsync(CancellationToken cancellation = default) => AskAsync(socket, new(name, "resume", null), cancellation);
    }

    private sealed class MySql(string socket) : Server(socket, ServerControls.MySql), IMySqlControl;

    private sealed class Redis(string socket) : Server(socket, ServerControls.Redis), IRedisControl;

    private sealed class Registry(string socket) : Server(socket, ServerControls.Registry), IRegistryControl;
}
