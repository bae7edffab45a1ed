using System.Diagnostics;
using Ms2Lab.Environments.Core;

namespace Ms2Lab.Cli.Tests;

/// <summary>A <c>lab up</c> as a process of its own; without a kit folder of its own it shares that of this process.</summary>
public sealed class LabUp : IDisposable
{
    private readonly string _json = Path.Combine(Path.GetTempPath(), $"ms2lab-up-{Guid.NewGuid():N}.json");

    private LabUp(Process process) => Process = process;

    public Process Process { get; }

    public Endpoints Endpoints { get; private set; } = new();

    public static async Task<LabUp> StartAsync(string arguments, CancellationToken cancellation, LabHome? home = null)
    {
        var up = new LabUp(new Process());
        up.Process.StartInfo = LabProcess.StartInfo(home?.Variables ?? new Dictionary<string, string?>(), ["up", "--json", up._json, .. arguments.Split(' ')]);
        up.Process.Start();
        var errors = up.Process.StandardError.ReadToEndAsync(cancellation);
        while (await up.Process.StandardOutput.ReadLineAsync(cancellation) is { } line)
        {
            if (line.StartsWith("Ctrl-C", StringComparison.Ordinal))
            {
                up.Endpoints = Endpoints.Load(up._json);
                return up;
            }
        }
        throw new InvalidOperationException($"lab up ended: {await errors}");
    }

    /// <summary>Ends it as SIGKILL does; returns when it is gone.</summary>
    public async Task KillAsync(CancellationToken cancellation)
    {
        Process.Kill();
        await Process.WaitForExitAsync(cancellation);
    }

    public void Dispose()
    {
        if (!Process.HasExited)
        {
            Process.Kill();
        }
        Process.Dispose();
        File.Delete(_json);
    }
}
