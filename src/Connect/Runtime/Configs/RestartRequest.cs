using Ms2Lab.Connect.Runtime.Status;

namespace Ms2Lab.Connect.Runtime.Configs;

/// <summary>A restart of a connector that may take its tasks with it (KIP-745).</summary>
/// <param name="Connector">The connector.</param>
/// <param name="OnlyFailed">Leaves alone what has not failed.</param>
/// <param name="IncludeTasks">Tasks too.</param>
internal sealed record RestartRequest(string Connector, bool OnlyFailed, bool IncludeTasks)
{
    /// <summary>How much the request reaches; of several that wait for their turn only the furthest is carried out.</summary>
    public int Reach => (OnlyFailed, IncludeTasks) switch
    {
        (true, false) => 0,
        (true, true) => 1,
        (false, false) => 2,
        (false, true) => 3,
    };

    public bool TakesConnector(string state) => !OnlyFailed || state == State.Failed;

    public bool TakesTask(string state) => IncludeTasks && (!OnlyFailed || state == State.Failed);
}
