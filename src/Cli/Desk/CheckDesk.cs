using System.Net.Sockets;
using System.Text;
using Ms2Lab.Cli.Labs;
using Ms2Lab.Cli.Terminal;
using Ms2Lab.Environments.Core;

namespace Ms2Lab.Cli.Desk;

/// <summary>
/// The desk of a running <c>lab up</c>: answers <c>lab check</c> from a process whose code is compiled and whose connections are open, which a new process
/// needs a second for, and does to its servers what the labs ask for. It listens on a Unix socket beside the file of <see cref="RunningServers"/>. One loop accepts; each request runs on its own and owns its session.
/// </summary>
/// <remarks>An answer is the text to show, a zero byte, the exit code in digits, a line feed, and what belongs on standard error.</remarks>
internal sealed class CheckDesk : IAsyncDisposable
{
    private const int LongestPath = 100; // sockaddr_un holds 108 bytes on Linux, 104 elsewhere

    private readonly CancellationTokenSource _closing = new();
    private readonly Socket _listener = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    private readonly Endpoints _endpoints;
    private readonly ServerControls _controls;
    private readonly string _path;
    private readonly Task _loop;

    private CheckDesk(LabEnvironment environment, string path)
    {
        _endpoints = environment.Endpoints;
        _controls = new(environment);
        _path = path;
        File.Delete(path);
        _listener.Bind(new UnixDomainSocketEndPoint(path));
        _listener.Listen();
        _loop = Task.Run(ServeAsync);
    }

    /// <summary>Opens the desk; null where a socket of that name cannot be: checks then run in the process that asks for them.</summary>
    /// <param name="environment">The servers that run; whoever started them ends them after the desk.</param>
    /// <param name="path">The socket.</param>
    public static CheckDesk? Open(LabEnvironment environment, string path) => Encoding.UTF8.GetByteCount(path) <= LongestPath ? new(environment, path) : null;

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync().ConfigureAwait(false);
        _listener.Dispose();
        await _loop.ConfigureAwait(false);
        File.Delete(_path);
        _closing.Dispose();
    }

    private async Task ServeAsync()
    {
        List<Task> running = [WarmUp.RunAsync(_endpoints, _closing.Token)];
        while (!_closing.IsCancellationRequested)
        {
            try
            {
                var caller = await _listener.AcceptAsync(_closing.Token).ConfigureAwait(false);
                running.RemoveAll(t => t.IsCompleted);
                running.Add(Task.Run(() => AnswerAsync(caller)));
            }
            catch (Exception e) when (e is OperationCanceledException or SocketException)
            {
                // closing, or a caller that left before it was accepted
            }
        }
        await Task.WhenAll(running).ConfigureAwait(false);
    }

    private async Task AnswerAsync(Socket caller)
    {
        using var stream = new NetworkStream(caller, ownsSocket: true);
        using var left = CancellationTokenSource.CreateLinkedTokenSource(_closing.Token);
        try
        {
            using var reader = new StreamReader(stream, leaveOpen: true);
            if (await ReadAsync(reader, left.Token).ConfigureAwait(false) is not { } answer)
            {
                return;
            }
            // A caller says nothing more: the end of what it sends is its end, by Ctrl-C for example.
            var hangUp = Task.Run(async () =>
            {
                await reader.ReadAsync(new char[1], left.Token).ConfigureAwait(false);
                await left.CancelAsync().ConfigureAwait(false);
            });
            using (var writer = new StreamWriter(stream, leaveOpen: true) { AutoFlush = true })
            {
                await answer(writer, left.Token).ConfigureAwait(false);
            }
            await left.CancelAsync().ConfigureAwait(false);
            await hangUp.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        catch (Exception e) when (e is OperationCanceledException or IOException or SocketException)
        {
            // The caller is gone, and nobody is left to tell.
        }
    }

    // What is asked, as the work that answers it; null where it comes from another build of the program, or from something else.
    private async Task<Func<StreamWriter, CancellationToken, Task>?> ReadAsync(StreamReader reader, CancellationToken cancellation)
    {
        var greeting = await reader.ReadLineAsync(cancellation).ConfigureAwait(false);
        if (greeting == CheckRequest.Greeting && await CheckRequest.ReadAsync(reader, cancellation).ConfigureAwait(false) is { } check)
        {
            return (writer, ct) => CheckAsync(check, writer, ct);
        }
        return greeting == ControlRequest.Greeting && await ControlRequest.ReadAsync(reader, cancellation).ConfigureAwait(false) is { } control
            ? (writer, ct) => ControlAsync(control, writer, ct)
            : null;
    }

    private async Task ControlAsync(ControlRequest request, StreamWriter writer, CancellationToken cancellation)
    {
        try
        {
            await writer.WriteAsync((await _controls.DoAsync(request, cancellation).ConfigureAwait(false)).AsMemory(), cancellation).ConfigureAwait(false);
            await EndAsync(writer, ExitCode.Success, "").ConfigureAwait(false);
        }
        catch (EnvironmentException e)
        {
            await EndAsync(writer, ExitCode.Environment, $"{e.Message}\n").ConfigureAwait(false);
        }
    }

    private async Task CheckAsync(CheckRequest request, StreamWriter writer, CancellationToken cancellation)
    {
        var errors = new StringWriter { NewLine = "\n" };
        try
        {
            var console = Screen.On(writer, request.IsTerminal, request.Width);
            await using var session = await FollowSession.OpenAsync(request.Lab, request.Folder, Servers, console, errors, cancellation).ConfigureAwait(false);
            var code = await session.CheckAsync(cancellation).ConfigureAwait(false) ? ExitCode.Success : ExitCode.Failed;
            // Nobody waits for the session's clients to close, which takes Kafka's a tenth of a second.
            await EndAsync(writer, code, errors.ToString()).ConfigureAwait(false);
        }
        catch (Exception e) when (Failure.Of(e) is { Message: { } message } failure)
        {
            await EndAsync(writer, failure.Code, $"{errors}{message}\n").ConfigureAwait(false);
        }
    }

    private static async Task EndAsync(StreamWriter writer, int code, string errors)
    {
        await writer.WriteAsync($"\0{code}\n{errors}").ConfigureAwait(false);
        ((NetworkStream)writer.BaseStream).Socket.Shutdown(SocketShutdown.Send);
    }

    private ServersBeside Servers() => new(_endpoints, _ => Task.FromResult(_controls.All));
}
