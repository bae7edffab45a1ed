using Ms2Lab.Environments.Core;

namespace Ms2Lab.Labs.LabKit;

/// <summary>The servers that labs need, as one request.</summary>
public static class LabServers
{
    /// <summary>Everything that one of the labs needs: the parts of all, as many workers as the most demanding step, and a clock that can be moved where a step moves it.</summary>
    public static EnvironmentRequest For(IReadOnlyCollection<Lab> labs)
    {
        ArgumentNullException.ThrowIfNull(labs);
        var steps = labs.SelectMany(l => l.Steps).ToList();
        return new()
        {
            Parts = labs.Aggregate(Parts.None, (parts, lab) => parts | lab.Parts),
            ConnectWorkers = steps.Select(s => s.Workers).DefaultIfEmpty(1).Max(),
            Time = steps.Any(s => s.MovesClock) ? new VirtualClock() : TimeProvider.System,
        };
    }
}
