namespace Ms2Lab.Connect.Runtime.Errors;

/// <summary>Somewhere failed records are told of.</summary>
internal interface IErrorReporter : IAsyncDisposable
{
    /// <summary>Tells of a record; the task ends when it is there, and fails if it cannot be.</summary>
    Task ReportAsync(FailedRecord failed);
}
