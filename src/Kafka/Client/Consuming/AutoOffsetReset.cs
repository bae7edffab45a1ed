namespace Ms2Lab.Kafka.Client.Consuming;

/// <summary>Where to begin in a partition without a valid position, <c>auto.offset.reset</c>.</summary>
public enum AutoOffsetReset
{
    /// <summary>Behind the last record.</summary>
    Latest,

    /// <summary>At the first record that is still there.</summary>
    Earliest,

    /// <summary>Nowhere: polling fails.</summary>
    None,
}
