namespace Ms2Lab.Connect.Runtime.Rest;

/// <summary>One position: a source partition and its offset, or a topic partition and its offset (KIP-875).</summary>
/// <param name="Partition">What the position is of; <c>kafka_topic</c> and <c>kafka_partition</c> for sinks.</param>
/// <param name="Offset">Where it stands; <c>kafka_offset</c> for sinks; null resets it.</param>
public sealed record ConnectorOffset(IReadOnlyDictionary<string, object?>? Partition, IReadOnlyDictionary<string, object?>? Offset);
