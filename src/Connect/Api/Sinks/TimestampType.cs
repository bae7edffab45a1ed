namespace Ms2Lab.Connect.Api;

/// <summary>Who set a record's timestamp.</summary>
public enum TimestampType
{
    /// <summary>The record has none.</summary>
    NoTimestampType = -1,

    /// <summary>The producer.</summary>
    CreateTime = 0,

    /// <summary>The broker.</summary>
    LogAppendTime = 1,
}
