using Ms2Lab.Labs.LabKit;
using Ms2Lab.Labs.LabKit.Running;

namespace Ms2Lab.Cli.Labs;

/// <summary>Writes the reports of a run to one file after every check, so that an interrupted run keeps what it had found.</summary>
internal sealed class JsonObserver(string path) : ILabObserver
{
    private readonly List<LabReport> _done = [];

    public void StepStarted(Lab lab, LabStep step)
    {
        // only verdicts are written
    }

    public void CheckFinished(LabReport soFar, StepReport step, CheckReport check) => Save([.. _done, soFar]);

    public void LabFinished(LabReport report)
    {
        _done.Add(report);
        Save(_done);
    }

    private void Save(IReadOnlyList<LabReport> labs) => ReportJson.Save(path, ReportJson.Write(new { Format = "ms2lab/run/v1", Labs = labs }));
}
