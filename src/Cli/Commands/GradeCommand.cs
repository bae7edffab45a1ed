using System.CommandLine;
using Ms2Lab.Cli.Labs;
using Ms2Lab.Cli.Terminal;
using Ms2Lab.Environments.Core;
using Ms2Lab.Labs.Grading;
using Ms2Lab.Labs.LabKit;

namespace Ms2Lab.Cli.Commands;

/// <summary><c>lab grade</c>: grades every hand-in of a folder and writes reports for people, spreadsheets and grading systems.</summary>
internal sealed class GradeCommand : Command
{
    // A job waits more than it computes: for retries and timeouts of the servers, which belong to the labs. More of them than this fight for memory.
    private const int MostJobs = 4;

    private readonly Argument<DirectoryInfo> _folder = new("FOLDER") { Description = "Folder with one sub-folder or archive (.zip, .tar, .tar.gz) for each hand-in." };
    private readonly Option<DirectoryInfo> _out = new("--out") { Description = "Folder for grades.csv, grades.json and one folder of reports for each hand-in.", Required = true };
    private readonly Option<int?> _jobs = new("--jobs") { Description = $"Hand-ins graded at a time, each job on servers of its own (default: one more than this machine has processors, {MostJobs} at most; 1 on external servers)." };
    private readonly Option<string[]> _labs = new("--lab") { Description = "Labs to grade (default: all).", AllowMultipleArgumentsPerToken = true };
    private readonly Option<string?> _backend = Backends.CreateOption();

    /// <summary>Creates the command.</summary>
    public GradeCommand()
        : base("grade", "Grade every hand-in of a folder.")
    {
        _jobs.Validators.Add(r =>
        {
            if (r.GetValueOrDefault<int?>() < 1)
            {
                r.AddError("--jobs takes a number from 1.");
            }
        });
        Arguments.Add(_folder);
        foreach (var option in (Option[])[_out, _jobs, _labs, _backend])
        {
            Options.Add(option);
        }
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult line, CancellationToken cancellation)
    {
        var labs = LabArguments.Resolve(line.GetValue(_labs));
        var output = Path.TrimEndingDirectorySeparator(line.GetValue(_out)!.FullName);
        var handIns = HandIn.In(line.GetValue(_folder)!.FullName).Where(h => Path.GetFullPath(h.Path) != output).ToList();
        if (HandIn.LeftOut(line.GetValue(_folder)!.FullName) is { Count: > 0 } others)
        {
            Console.WriteLine($"Neither folders nor archives, and left out: {string.Join(", ", others)}");
        }
        var backend = Backends.ByName(line.GetValue(_backend));
        var jobs = line.GetValue(_jobs) ?? (backend is ExternalBackend ? 1 : Math.Min(Environment.ProcessorCount + 1, MostJobs));
        if (backend is ExternalBackend && jobs > 1)
        {
            throw new GradingException("Several jobs would grade on the same external servers.", "Use --jobs 1, or --backend embedded.");
        }
        var book = new GradeBook(output, labs);
        var request = LabServers.For(labs);
        await new Grader(labs, ct => StartAsync(request, backend, ct), book, Tell).GradeAsync(handIns, jobs, cancellation).ConfigureAwait(false);
        Console.WriteLine($"{handIns.Count} hand-ins graded; reports in {output}");
        return book.Reports.Any(r => r.HasErrors) ? ExitCode.Failed : ExitCode.Success;
    }

    private static async Task<LabEnvironment> StartAsync(EnvironmentRequest request, IEnvironmentBackend backend, CancellationToken cancellation)
    {
        using var progress = new StartProgress();
        return await LabEnvironment.StartAsync(request, backend, progress, cancellation).ConfigureAwait(false);
    }

    private static void Tell(HandInReport report)
    {
        var errors = report.Labs.Sum(l => l.Count(Verdict.Error));
        Console.WriteLine(string.Join("\n  ", [$"{report.HandIn}: {report.Score}" + (errors > 0 ? $", {errors} errors of ours: grade it again" : ""), .. report.Remarks]));
    }
}
