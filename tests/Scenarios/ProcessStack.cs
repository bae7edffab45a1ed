using Ms2Lab.Player;

namespace Ms2Lab.Scenarios.Tests;

/// <summary>A stack whose scenarios of several workers have them as processes: <c>lab connect-worker FILE</c>, ended by real signals.</summary>
public sealed class ProcessStack() : EmbeddedStack(new EmbeddedWorkers(), new ProcessWorkers(["dotnet", Path.Combine(AppContext.BaseDirectory, "lab.dll"), "connect-worker"], Logs))
{
    /// <summary>Properties and logs of the worker processes; they stay, for whoever looks into a failure.</summary>
    private static string Logs => Path.Combine(AppContext.BaseDirectory, "worker-logs");
}
