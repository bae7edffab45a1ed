using Ms2Lab.Environments.Core;

namespace Ms2Lab.Labs.LabKit;

/// <summary>The servers that labs need, as one request.</summary>
public static class LabServers
{
    /// <summary>Everything that one of the labs needs: the parts of all, as many workers as the most demanding step, and all settings of workers.</summary>
    public static EnvironmentRequest For(IReadOnlyCollection<Lab> labs)
    {
        ArgumentNullException.ThrowIfNull(labs);
        return new()
        {
            Parts = labs.Aggregate(Parts.None, (parts, lab) => parts | lab.Parts),
            ConnectWorkers = labs.SelectMany(l => l.Steps).Select(s => s.Workers).DefaultIfEmpty(1).Max(),
            WorkerConfig = labs.SelectMany(l => l.WorkerConfig).DistinctBy(s => s.Key).ToDictionary(),
        };
    }
}
