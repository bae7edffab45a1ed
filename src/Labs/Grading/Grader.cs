using System.Collections.Concurrent;
using Ms2Lab.Environments.Core;
using Ms2Lab.Labs.LabKit;
using Ms2Lab.Labs.LabKit.Running;
using Ms2Lab.Labs.LabKit.Submissions;

namespace Ms2Lab.Labs.Grading;

/// <summary>Grades hand-ins side by side. Each job has servers of its own, and each hand-in begins in a cleared world, so order and number of jobs change no verdict.</summary>
/// <param name="labs">The labs.</param>
/// <param name="start">Starts servers for one job.</param>
/// <param name="book">Takes the reports.</param>
/// <param name="observer">Hears of each hand-in that is done, and of nothing else; may be called from any job.</param>
public sealed class Grader(IReadOnlyList<Lab> labs, Func<CancellationToken, Task<LabEnvironment>> start, GradeBook book, Action<HandInReport>? observer = null)
{
    private readonly ArchiveIntake _intake = new();

    /// <summary>Grades all.</summary>
    /// <param name="handIns">The hand-ins.</param>
    /// <param name="jobs">How many at a time, 1 or more.</param>
    /// <param name="cancellation">Stops; what is done is written.</param>
    public async Task GradeAsync(IReadOnlyList<HandIn> handIns, int jobs, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(handIns);
        ArgumentOutOfRangeException.ThrowIfLessThan(jobs, 1);
        var queue = new ConcurrentQueue<HandIn>(handIns);
        await Task.WhenAll(Enumerable.Range(0, Math.Min(jobs, handIns.Count)).Select(_ => Task.Run(() => JobAsync(queue, cancellation), cancellation)));
    }

    private async Task JobAsync(ConcurrentQueue<HandIn> queue, CancellationToken cancellation)
    {
        LabEnvironment? environment = null;
        try
        {
            while (queue.TryDequeue(out var handIn))
            {
                cancellation.ThrowIfCancellationRequested();
                environment ??= await start(cancellation);
                var report = await GradeAsync(handIn, environment, cancellation);
                if (report.HasErrors)
                {
                    // Servers that failed once are not trusted with the next hand-in, and this one gets a second chance on new ones.
                    await environment.DisposeAsync();
                    environment = null;
                    environment = await start(cancellation);
                    report = await GradeAsync(handIn, environment, cancellation);
                }
                observer?.Invoke(report);
            }
        }
        finally
        {
            if (environment is not null)
            {
                await environment.DisposeAsync();
            }
        }
    }

    private async Task<HandInReport> GradeAsync(HandIn handIn, LabEnvironment environment, CancellationToken cancellation)
    {
        var scratch = Directory.CreateTempSubdirectory("ms2lab-grade-").FullName;
        var report = new HandInReport { HandIn = handIn.Name, Labs = [] };
        try
        {
            var (submission, tooLarge) = Open(handIn, scratch);
            report = report with { Remarks = HandInRemarks.On(submission, tooLarge) };
            foreach (var lab in labs)
            {
                var workspace = Directory.CreateDirectory(Path.Combine(scratch, $"workspace-{lab.Id}")).FullName;
                await using var context = new LabContext(environment, submission, workspace);
                var before = report;
                var done = await new LabRunner(lab, context, new Recorder(soFar => book.Record(before with { Labs = [.. before.Labs, soFar] }))).RunAsync(cancellation);
                report = report with { Labs = [.. report.Labs, done] };
            }
        }
        catch (ArtifactException e)
        {
            report = report with { Labs = [.. labs.Select(l => Unreadable(l, environment.Backend, e))] };
        }
        finally
        {
            Directory.Delete(scratch, recursive: true);
        }
        report = report with { IsFinished = true };
        book.Record(report);
        return report;
    }

    private (Submission Submission, IReadOnlyList<string> TooLarge) Open(HandIn handIn, string scratch)
    {
        if (!handIn.IsArchive)
        {
            return (Submission.Open(handIn.Path), []);
        }
        var unpacked = Directory.CreateDirectory(Path.Combine(scratch, "hand-in")).FullName;
        var tooLarge = _intake.Unpack(handIn.Path, unpacked);
        return (Submission.Open(unpacked), tooLarge);
    }

    // What cannot be opened fails once and blocks the rest.
    private static LabReport Unreadable(Lab lab, string backend, ArtifactException e)
    {
        var first = lab.Steps[0].Checks[0];
        var steps = lab.Steps.Select(s => new StepReport
        {
            Id = s.Id,
            Title = lab.Prose.Step(s.Id).Title,
            Checks = [.. s.Checks.Select(c => ReferenceEquals(c, first)
                ? CheckReport.Of(c, Verdict.Failed, e.Observed, e.Expected, e.Next)
                : CheckReport.Of(c, Verdict.Blocked, "the hand-in could not be opened"))],
        });
        return new() { Lab = lab.Id, Title = lab.Prose.Title, Backend = backend, StartedAt = TimeProvider.System.GetUtcNow(), Steps = [.. steps], IsFinished = true };
    }

    private sealed class Recorder(Action<LabReport> record) : ILabObserver
    {
        public void StepStarted(Lab lab, LabStep step)
        {
            // only verdicts are recorded
        }

        public void CheckFinished(LabReport soFar, StepReport step, CheckReport check) => record(soFar);

        public void LabFinished(LabReport report) => record(report);
    }
}
