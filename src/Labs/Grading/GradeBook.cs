using Ms2Lab.Labs.LabKit;
using Ms2Lab.Labs.LabKit.Running;

namespace Ms2Lab.Labs.Grading;

/// <summary>Keeps every report of a grading run and writes all exports after each check. One lock owns it.</summary>
/// <remarks>
/// In the output folder: <c>grades.csv</c> and <c>grades.json</c> of the class; for each hand-in a folder with <c>report.json</c>, <c>results.json</c>
/// (Gradescope) and <c>junit.xml</c>. Each file is whole at every moment.
/// </remarks>
public sealed class GradeBook
{
    private readonly Lock _lock = new();
    private readonly SortedDictionary<string, HandInReport> _reports = new(StringComparer.Ordinal);
    private readonly IReadOnlyList<string> _columns;
    private readonly string _folder;

    /// <summary>Opens a book.</summary>
    /// <param name="folder">The output folder; created where it is missing.</param>
    /// <param name="labs">The labs that are graded: they make the columns.</param>
    /// <exception cref="GradingException">The folder cannot be written.</exception>
    public GradeBook(string folder, IEnumerable<Lab> labs)
    {
        _folder = Path.GetFullPath(folder);
        _columns = GradeColumns.Of(labs);
        try
        {
            Directory.CreateDirectory(_folder);
            ReportJson.Save(Path.Combine(_folder, "grades.csv"), ClassCsv.Write(_columns, []));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new GradingException($"Nothing can be written to {folder}: {e.Message}. Name a folder that you may write to.", e);
        }
    }

    /// <summary>The reports in the order of the hand-ins' names.</summary>
    public IReadOnlyList<HandInReport> Reports
    {
        get
        {
            lock (_lock)
            {
                return [.. _reports.Values];
            }
        }
    }

    /// <summary>Takes a hand-in's newest report in and writes everything that it changes.</summary>
    public void Record(HandInReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        lock (_lock)
        {
            _reports[report.HandIn] = report;
            var own = Path.Combine(_folder, report.HandIn);
            ReportJson.Save(Path.Combine(own, "report.json"), ReportJson.Write(report));
            ReportJson.Save(Path.Combine(own, "results.json"), GradescopeJson.Write(report));
            ReportJson.Save(Path.Combine(own, "junit.xml"), JUnitXml.Write(report.Labs));
            ReportJson.Save(Path.Combine(_folder, "grades.csv"), ClassCsv.Write(_columns, _reports.Values));
            ReportJson.Save(Path.Combine(_folder, "grades.json"), ReportJson.Write(_reports.Values));
        }
    }
}
