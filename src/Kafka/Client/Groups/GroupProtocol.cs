namespace Ms2Lab.Kafka.Client.Groups;

/// <summary>One way to share out work that a member understands, in its order of preference.</summary>
/// <param name="Name">Its name, such as "range" or "sessioned".</param>
/// <param name="Metadata">What the leader needs to know of this member to assign by it.</param>
public sealed record GroupProtocol(string Name, ReadOnlyMemory<byte> Metadata);
