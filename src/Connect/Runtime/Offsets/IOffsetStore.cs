namespace Ms2Lab.Connect.Runtime.Offsets;

/// <summary>Where the positions of source connectors are kept: keys and values of <see cref="OffsetJson"/>.</summary>
internal interface IOffsetStore
{
    /// <summary>Values by key as of now, what others have just written included; keys without a value are left out.</summary>
    /// <exception cref="Ms2Lab.Kafka.Client.KafkaException">The store cannot be read.</exception>
    Task<IReadOnlyDictionary<byte[], byte[]>> GetAsync(IReadOnlyCollection<byte[]> keys, CancellationToken cancellation);

    /// <summary>Writes values; null deletes one. When the task ends they are kept.</summary>
    /// <exception cref="Ms2Lab.Kafka.Client.KafkaException">They could not be written; some of them may have been.</exception>
    Task SetAsync(IReadOnlyCollection<KeyValuePair<byte[], byte[]?>> values, CancellationToken cancellation);

    /// <summary>The keys of a connector that have a value as of now.</summary>
    /// <exception cref="Ms2Lab.Kafka.Client.KafkaException">The store cannot be read.</exception>
    Task<IReadOnlyList<byte[]>> KeysOfAsync(string connector, CancellationToken cancellation);
}
