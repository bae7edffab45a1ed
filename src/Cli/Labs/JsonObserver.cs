using Ms2Lab.Environments.Core;
using Ms2Lab.Labs.LabKit;
using Ms2Lab.Labs.LabKit.Running;

namespace Ms2Lab.Cli.Labs;

/// <summary>Writes the reports of a run to one file after every check, so that an interrupted run keeps what it had found.</summary>
internal sealed class JsonObserver : ILabObserver
{
    private readonly List<LabReport> _done = [];
    private readonly string _path;

    /// <summary>Begins the file, so that one that cannot be written is known before anything is started.</summary>
    /// <exception cref="EnvironmentException">It cannot be written.</exception>
    public JsonObserver(string path)
    {
        _path = path;
        Save(_done);
    }

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

    private void Save(IReadOnlyList<LabReport> labs)
    {
        try
        {
            ReportJson.Save(_path, ReportJson.Write(new { Format = "ms2lab/run/v1", Labs = labs }));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new EnvironmentException($"The report {_path} cannot be written: {e.Message}", "Name a file in a folder that you may write to.", e);
        }
    }
}
