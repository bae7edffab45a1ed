namespace Ms2Lab.Connect.Jdbc.Sink;

/// <summary>Where the primary key of a row comes from (<c>pk.mode</c>).</summary>
internal enum PrimaryKeyMode
{
    /// <summary>There is none.</summary>
    None,

    /// <summary>Topic, partition and offset.</summary>
    Kafka,

    /// <summary>The record's key.</summary>
    RecordKey,

    /// <summary>Fields of the record's value.</summary>
    RecordValue,
}
