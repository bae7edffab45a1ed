namespace Ms2Lab.Connect.Api;

/// <summary>How grave a line of a task's log is.</summary>
public enum TaskLogLevel
{
    /// <summary>Of interest while looking for a fault.</summary>
    Debug,

    /// <summary>An ordinary event.</summary>
    Info,

    /// <summary>Something to look at.</summary>
    Warn,

    /// <summary>A failure.</summary>
    Error,
}
