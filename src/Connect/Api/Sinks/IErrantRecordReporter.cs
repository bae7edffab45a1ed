namespace Ms2Lab.Connect.Api;

/// <summary>Lets a sink task hand back a record that it could not write.</summary>
public interface IErrantRecordReporter
{
    /// <summary>Reports a record; the task completes when it is in the dead letter topic (or logged). It fails where errors are not tolerated.</summary>
    Task ReportAsync(SinkRecord record, Exception error);
}
