namespace Ms2Lab.Kafka.Protocol.Records;

/// <summary>What a control record says; the second int16 of its key.</summary>
public enum ControlRecordType
{
    /// <summary>The producer's open transaction is aborted.</summary>
    Abort = 0,

    /// <summary>The producer's open transaction is committed.</summary>
    Commit = 1,

    /// <summary>A leader of the metadata quorum was elected.</summary>
    LeaderChange = 2,

    /// <summary>A type that applications pass over.</summary>
    Unknown = -1,
}
