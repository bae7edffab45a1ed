using System.Diagnostics;

namespace Ms2Lab.Environments.Core;

/// <summary>A server process that never outlives its owner, not even when the owner is ended by SIGKILL.</summary>
/// <remarks>
/// The process is started by a watchdog, a small shell script whose standard input is a pipe that only this process holds open. When the
/// owner ends in whatever way, the kernel closes the pipe, the watchdog reads its end, kills the server and removes its folder. The parent
/// death signal of Linux alone would not do: it fires when the <em>thread</em> that started the child ends, and threads of the pool do.
/// It guards the server against the watchdog's own death instead, where <c>setpriv</c> is there. The reader of the pipe ignores SIGTERM once
/// the pipe has ended, so its exit code tells the watchdog whether the owner is gone (0) or only the server is.
/// </remarks>
public sealed class ChildProcess : IAsyncDisposable
{
    private const string Watchdog =
        """
        folder=$1; log=$2; shift 2
        exec 3<&0 4>&1 >/dev/null 2>&1
        if setpriv --pdeathsig KILL true; then set -- setpriv --pdeathsig KILL "$@"; fi
        "$@" </dev/null >>"$log" 2>&1 3<&- 4>&- &
        server=$!
        ( while read -r name <&3; do kill -s "$name" $server; echo "$name" >&4; done; trap '' TERM; kill -s KILL $server; exit 0 ) &
        reader=$!
        exec 4>&-
        trap '' INT HUP QUIT TERM
        wait $server; code=$?
        kill -s TERM $reader; wait $reader && [ -n "$folder" ] && rm -rf -- "$folder"
        exit $code
        """;

    private static readonly TimeSpan EndLimit = TimeSpan.FromSeconds(10);
    private readonly Process _watchdog;
    private int _unheard;

    private ChildProcess(Process watchdog, string command)
    {
        _watchdog = watchdog;
        Command = command;
        Exited = watchdog.WaitForExitAsync();
    }

    /// <summary>Id of the process that stands for the server; it ends when the server does.</summary>
    public int Id => _watchdog.Id;

    /// <summary>The program, for messages.</summary>
    public string Command { get; }

    /// <summary>Completes when the server has ended, for whatever reason.</summary>
    public Task Exited { get; }

    /// <summary>Exit code of the server (128 + signal where a signal ended it); only after <see cref="Exited"/>.</summary>
    public int ExitCode => _watchdog.ExitCode;

    /// <summary>Starts a program.</summary>
    /// <param name="program">Path or name on the PATH.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="folder">Folder that belongs to the process and is removed when its owner goes; null for none.</param>
    /// <param name="log">File that its output is appended to; null drops it.</param>
    /// <exception cref="EnvironmentException">There is no POSIX shell to start it.</exception>
    public static ChildProcess Start(string program, IEnumerable<string> arguments, string? folder, string? log = null)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        // A session of its own keeps the terminal's Ctrl-C away from the server: its owner decides when it ends.
        string[] shell = File.Exists("/usr/bin/setsid") ? ["/usr/bin/setsid", "/bin/sh"] : ["/bin/sh"];
        var start = new ProcessStartInfo(shell[0]) { RedirectStandardInput = true, RedirectStandardOutput = true, WorkingDirectory = "/" };
        foreach (var argument in (string[])[.. shell.Skip(1), "-c", Watchdog, "ms2lab-watchdog", folder ?? "", log ?? "/dev/null", program, .. arguments])
        {
            start.ArgumentList.Add(argument);
        }
        try
        {
            var watchdog = Process.Start(start) ?? throw new InvalidOperationException("no process came into being");
            watchdog.StandardInput.AutoFlush = true;
            return new ChildProcess(watchdog, program);
        }
        catch (Exception e) when (e is System.ComponentModel.Win32Exception or InvalidOperationException)
        {
            throw new EnvironmentException($"{program} cannot be started: {e.Message}.", "Server processes need a POSIX shell; elsewhere use the containers backend.", e);
        }
    }

    /// <summary>Sends the server a signal; nothing happens where it has ended already.</summary>
    public void Signal(UnixSignal signal)
    {
        ArgumentNullException.ThrowIfNull(signal);
        try
        {
            _watchdog.StandardInput.Write(signal.Name + "\n");
            _unheard++;
        }
        catch (IOException) when (_watchdog.HasExited)
        {
            // The pipe is closed because the server has ended, which is what a signal asks for.
        }
    }

    /// <summary>Sends the server a signal and returns when it has been delivered, or the server has ended. Signals of one process are sent one after the other.</summary>
    public async Task SignalAsync(UnixSignal signal, CancellationToken cancellation)
    {
        Signal(signal);
        // The watchdog repeats the name of each signal after kill(1) has returned; its output ends with it.
        while (_unheard > 0 && await _watchdog.StandardOutput.ReadLineAsync(cancellation).ConfigureAwait(false) is not null)
        {
            _unheard--;
        }
    }

    /// <summary>Kills the server, removes its folder, and returns when both are done.</summary>
    public async ValueTask DisposeAsync()
    {
        _watchdog.StandardInput.Close();
        try
        {
            await Exited.WaitAsync(EndLimit).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            _watchdog.Kill(entireProcessTree: true);
            await Exited.ConfigureAwait(false);
        }
        _watchdog.Dispose();
    }
}
