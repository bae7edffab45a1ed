using Ms2Lab.Player;

namespace Ms2Lab.Scenarios.Tests;

/// <summary>Groups of Kafka's own Connect workers and this kit's, in turn, on the embedded broker.</summary>
public sealed class MixedGroupStack() : JavaStack(kafka => new AlternatingWorkers([new ProcessWorkers(["dotnet", Path.Combine(AppContext.BaseDirectory, "lab.dll"), "connect-worker"], Logs), kafka]));
