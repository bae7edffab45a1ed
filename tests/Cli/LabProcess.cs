using System.Diagnostics;
using System.Text;

namespace Ms2Lab.Cli.Tests;

/// <summary>The program <c>lab</c> as a process of its own, as a student or instructor runs it.</summary>
public sealed class LabProcess : IDisposable
{
    private const string Prompt = "q quit: ";
    private readonly Process _process;
    private readonly Task<string> _errors;

    private LabProcess(LabHome home, IEnumerable<string> arguments)
    {
        _process = Process.Start(StartInfo(home.Variables, arguments, home.Work))!;
        _errors = _process.StandardError.ReadToEndAsync();
    }

    /// <summary>How to start the program that lies beside the tests.</summary>
    public static ProcessStartInfo StartInfo(IReadOnlyDictionary<string, string?> variables, IEnumerable<string> arguments, string? folder = null)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!.EndsWith("dotnet", StringComparison.Ordinal) ? Environment.ProcessPath : "dotnet", [Path.Combine(AppContext.BaseDirectory, "lab.dll"), .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder ?? "",
        };
        foreach (var (name, value) in variables)
        {
            start.Environment[name] = value;
        }
        return start;
    }

    /// <summary>Runs a command line to its end.</summary>
    public static async Task<LabOutcome> RunAsync(LabHome home, string arguments, CancellationToken cancellation)
    {
        using var lab = new LabProcess(home, arguments.Split(' '));
        return await lab.EndAsync(cancellation);
    }

    /// <summary>Starts <c>lab follow</c>; <see cref="UntilPromptAsync"/> reads what it says.</summary>
    public static LabProcess Follow(LabHome home, string arguments) => new(home, ["follow", .. arguments.Split(' ')]);

    /// <summary>What it wrote until it asks the student, or until it ended.</summary>
    public async Task<string> UntilPromptAsync(CancellationToken cancellation)
    {
        var text = new StringBuilder();
        var one = new char[1];
        while (await _process.StandardOutput.ReadAsync(one.AsMemory(), cancellation) == 1)
        {
            text.Append(one[0]);
            if (text.ToString().EndsWith(Prompt, StringComparison.Ordinal))
            {
                break;
            }
        }
        return text.ToString();
    }

    /// <summary>Types a line and returns what the program answers, up to its next question.</summary>
    public async Task<string> TypeAsync(string line, CancellationToken cancellation)
    {
        await _process.StandardInput.WriteLineAsync(line.AsMemory(), cancellation);
        await _process.StandardInput.FlushAsync(cancellation);
        return await UntilPromptAsync(cancellation);
    }

    /// <summary>Waits for its end.</summary>
    public async Task<LabOutcome> EndAsync(CancellationToken cancellation)
    {
        _process.StandardInput.Close();
        var output = await _process.StandardOutput.ReadToEndAsync(cancellation);
        await _process.WaitForExitAsync(cancellation);
        return new(_process.ExitCode, output, await _errors);
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
        }
        _process.Dispose();
    }
}

/// <summary>How a command ended.</summary>
public sealed record LabOutcome(int Code, string Output, string Errors);
