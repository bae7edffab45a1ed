using System.Diagnostics;
using Ms2Lab.Environments.Core;

namespace Ms2Lab.Cli.Tests;

/// <summary>A <c>lab up</c> as a process of its own, with a kit folder and a cache that are shared with this process.</summary>
public sealed class LabUp : IDisposable
{
    private readonly string _json = Path.Combine(Path.GetTempPath(), $"ms2lab-up-{Guid.NewGuid():N}.json");

    private LabUp(Process process) => Process = process;

    public Process Process { get; }

    public Endpoints Endpoints { get; private set; } = new();

    public static async Task<LabUp> StartAsync(string arguments, CancellationToken cancellation)
    {
        var up = new LabUp(new Process());
        up.Process.StartInfo = new ProcessStartInfo(Environment.ProcessPath!.EndsWith("dotnet", StringComparison.Ordinal) ? Environment.ProcessPath : "dotnet")
        {
            ArgumentList = { Path.Combine(AppContext.BaseDirectory, "lab.dll"), "up", "--json", up._json },
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var argument in arguments.Split(' '))
        {
            up.Process.StartInfo.ArgumentList.Add(argument);
        }
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
