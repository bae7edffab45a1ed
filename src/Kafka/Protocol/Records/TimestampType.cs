namespace Ms2Lab.Kafka.Protocol.Records;

/// <summary>Bit 3 of a batch's attributes: whose clock the timestamps are of.</summary>
public enum TimestampType
{
    /// <summary>The producer's.</summary>
    CreateTime = 0,

    /// <summary>The broker's; every record then has the batch's largest timestamp.</summary>
    LogAppendTime = 1,
}
