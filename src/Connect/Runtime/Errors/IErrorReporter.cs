namespace Ms2Lab.Connect.Runtime.Errors;

/// <summary>Somewhere failed records are told of.</summary>
/// <typeparam name="TRecord">What came in.</typeparam>
internal interface IErrorReporter<TRecord> : IAsyncDisposable
{
    /// <summary>Tells of a record; the task ends when it is there, and fails if it cannot be.</summary>
    Task ReportAsync(FailedRecord<TRecord> failed);
}
