using Ms2Lab.Environments.Core;
using Ms2Lab.Labs.LabKit;

namespace Ms2Lab.Labs;

/// <summary>Ends a worker under a connector and keeps what was seen of it, for the checks that follow.</summary>
internal static class WorkerEnd
{
    /// <summary>Under which name the placement before the end is noted.</summary>
    public const string PlacementNote = "placement before the end";

    /// <summary>Ends a worker and watches until the connector and all its tasks have come to an end elsewhere. Does nothing where there is no connector.</summary>
    /// <param name="lab">The lab.</param>
    /// <param name="connector">The connector that is watched.</param>
    /// <param name="which">Chooses the worker.</param>
    /// <param name="gracefully">Whether it is stopped as by SIGTERM; else it is killed as by SIGKILL.</param>
    /// <param name="cancellation">Gives up.</param>
    public static async Task CauseAsync(LabContext lab, string connector, Func<LabContext, Uri> which, bool gracefully, CancellationToken cancellation)
    {
        if (await Placement.LookAsync(lab, connector, cancellation) is not { } before)
        {
            return;
        }
        lab.Note(PlacementNote, before.ToString());
        var worker = which(lab);
        var control = lab.Capability<IWorkerControl>()!;
        await (gracefully ? control.StopAsync(worker, cancellation) : control.KillAsync(worker, cancellation));
        lab.Note($"ended under {connector}", worker.Authority);
        var timeline = await Timeline.WatchAsync(
            lab, connector, $"worker {worker.Authority} is {(gracefully ? "stopped" : "killed")}", p => p.Tasks.Append(p.Connector).All(at => IsSettled(at) && !IsOnEnded(lab, connector, at)), cancellation);
        lab.Note($"timeline of {connector}", timeline.ToString());
    }

    /// <summary>Starts again whatever was ended before.</summary>
    public static async Task UndoAsync(LabContext lab, CancellationToken cancellation)
    {
        var control = lab.Capability<IWorkerControl>()!;
        foreach (var ended in lab.Endpoints.ConnectUris.Where(w => control.Workers.All(running => running.Authority != w.Authority)))
        {
            await control.StartAsync(ended, cancellation);
        }
    }

    /// <summary>The changes of status since the end, or null where no worker was ended.</summary>
    public static string? TimelineOf(LabContext lab, string connector) => lab.NoteOn($"timeline of {connector}");

    /// <summary>Host and port of the worker that was ended, or null.</summary>
    public static string? EndedWorker(LabContext lab, string connector) => lab.NoteOn($"ended under {connector}");

    /// <summary>Whether a connector or task is said to be on the worker that was ended, or none was.</summary>
    public static bool IsOnEnded(LabContext lab, string connector, string at) => EndedWorker(lab, connector) is not { } ended || at.EndsWith(ended, StringComparison.Ordinal);

    /// <summary>Whether a connector or task is said to be running.</summary>
    public static bool IsRunning(string at) => at.StartsWith("RUNNING", StringComparison.Ordinal);

    private static bool IsSettled(string at) => IsRunning(at) || at.StartsWith("FAILED", StringComparison.Ordinal);
}
