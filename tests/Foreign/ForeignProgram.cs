using System.Diagnostics;
using System.Text;

namespace Ms2Lab.Foreign;

/// <summary>A running foreign program: lines to it, lines from it, and its end.</summary>
/// <remarks>It runs under <c>timeout</c>, so that it ends also where the tests were killed and nobody disposes it.</remarks>
public sealed class ForeignProgram : IAsyncDisposable
{
    private const int LongestSeconds = 300;
    private readonly Process _process;
    private readonly StringBuilder _errors = new();

    private ForeignProgram(Process process)
    {
        _process = process;
        process.ErrorDataReceived += (_, line) =>
        {
            lock (_errors)
            {
                _errors.AppendLine(line.Data);
            }
        };
        process.BeginErrorReadLine();
    }

    /// <summary>What it wrote to standard error so far.</summary>
    public string Errors
    {
        get
        {
            lock (_errors)
            {
                return _errors.ToString().Trim();
            }
        }
    }

    /// <summary>Starts a program.</summary>
    /// <param name="program">Path, or a name on the PATH.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="variables">Environment variables beside those of this process.</param>
    /// <param name="folder">Its working folder; null means the temporary one.</param>
    public static ForeignProgram Start(string program, IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? variables = null, string? folder = null)
    {
        var start = new ProcessStartInfo("timeout", ["-k", "5", $"{LongestSeconds}", program, .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder ?? Path.GetTempPath(),
            StandardInputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
        };
        foreach (var (name, value) in variables ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }
        return new ForeignProgram(Process.Start(start)!);
    }

    /// <summary>Runs a program to its end.</summary>
    /// <param name="program">Path, or a name on the PATH.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="variables">Environment variables beside those of this process.</param>
    /// <param name="input">All of its standard input.</param>
    /// <param name="folder">Its working folder; null means the temporary one.</param>
    /// <param name="cancellation">Kills it.</param>
    public static async Task<ForeignResult> RunAsync(
        string program, IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? variables = null, string input = "", string? folder = null, CancellationToken cancellation = default)
    {
        await using var running = Start(program, arguments, variables, folder);
        var output = running.ReadToEndAsync(cancellation);
        await running.WriteAsync(input, cancellation).ConfigureAwait(false);
        running.EndInput();
        var text = await output.ConfigureAwait(false);
        return new ForeignResult(await running.ExitAsync(cancellation).ConfigureAwait(false), text, running.Errors);
    }

    /// <summary>The next line of standard output; null at its end.</summary>
    public ValueTask<string?> ReadLineAsync(CancellationToken cancellation) => _process.StandardOutput.ReadLineAsync(cancellation);

    /// <summary>Writes to standard input. A program that has ended already hears nothing; its exit code tells.</summary>
    public async Task WriteAsync(string text, CancellationToken cancellation)
    {
        try
        {
            await _process.StandardInput.WriteAsync(text.AsMemory(), cancellation).ConfigureAwait(false);
            await _process.StandardInput.FlushAsync(cancellation).ConfigureAwait(false);
        }
        catch (IOException)
        {
            // It reads no more: it has ended, or will at once. Who looks at the exit code sees the reason.
        }
    }

    /// <summary>Closes standard input.</summary>
    public void EndInput()
    {
        try
        {
            _process.StandardInput.Close();
        }
        catch (IOException)
        {
            // As in a write: what was not read yet has no reader any more.
        }
    }

    /// <summary>Waits for its end; its exit code (124 when it ran into its limit).</summary>
    public async Task<int> ExitAsync(CancellationToken cancellation)
    {
        await _process.WaitForExitAsync(cancellation).ConfigureAwait(false);
        return _process.ExitCode;
    }

    /// <summary>Standard output up to its end.</summary>
    public Task<string> ReadToEndAsync(CancellationToken cancellation) => _process.StandardOutput.ReadToEndAsync(cancellation);

    /// <summary>Asks it by SIGTERM to end.</summary>
    public async Task TerminateAsync()
    {
        // The signal goes to "timeout", which passes it on. One that has ended already needs none.
        using var kill = Process.Start("kill", ["-TERM", $"{_process.Id}"]);
        await kill.WaitForExitAsync().ConfigureAwait(false);
    }

    /// <summary>Ends it by SIGKILL, as a crash would.</summary>
    public void Kill() => _process.Kill(entireProcessTree: true);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            Kill();
            await _process.WaitForExitAsync().ConfigureAwait(false);
        }
        _process.Dispose();
    }
}
