using Ms2Lab.Connect.Api;

namespace Ms2Lab.Connect.Runtime;

/// <summary>Where a worker writes what happens. The text is given whole; nobody else adds time or level.</summary>
/// <param name="sink">Takes a level and a text; null for silence.</param>
public sealed class WorkerLog(Action<TaskLogLevel, string>? sink)
{
    /// <summary>Writes nothing.</summary>
    public static WorkerLog Silent { get; } = new(null);

    /// <summary>Writes one entry.</summary>
    public void Write(TaskLogLevel level, string text) => sink?.Invoke(level, text);
}
