using Ms2Lab.Kafka.Protocol;

namespace Ms2Lab.Connect.Runtime.Group;

/// <summary>
/// The blobs that Connect carries in JoinGroup and SyncGroup: version 0 (eager), 1 (KIP-415) and 2 (KIP-507, the same layout).
/// </summary>
public static class GroupProtocolCodec
{
    private const short FirstIncremental = 1;

    /// <summary>The subscription blob of a joining member.</summary>
    public static byte[] Write(WorkerMetadata metadata)
    {
        ArgumentNullException.ThrowIfNull(metadata);
        using var writer = new KafkaWriter();
        writer.WriteInt16(metadata.Version);
        writer.WriteString(metadata.Url, compact: false);
        writer.WriteInt64(metadata.ConfigOffset);
        if (metadata.Version >= FirstIncremental)
        {
            // A plain null would become an empty memory (by way of byte[]), which is another thing on the wire.
            var allocation = metadata.Allocation is { } current ? Write(current) : (ReadOnlyMemory<byte>?)null;
            writer.WriteBytes(allocation, compact: false);
        }

        return writer.WrittenSpan.ToArray();
    }

    /// <summary>The blob that the leader sends to one member.</summary>
    public static byte[] Write(WorkerAssignment assignment)
    {
        ArgumentNullException.ThrowIfNull(assignment);
        using var writer = new KafkaWriter();
        writer.WriteInt16(assignment.Version);
        writer.WriteInt16(assignment.Error);
        writer.WriteString(assignment.Leader, compact: false);
        writer.WriteString(assignment.LeaderUrl, compact: false);
        writer.WriteInt64(assignment.ConfigOffset);
        WriteElements(writer, assignment.Assigned);
        if (assignment.Version >= FirstIncremental)
        {
            WriteElements(writer, assignment.Revoked);
            writer.WriteInt32(assignment.DelayMilliseconds);
        }

        return writer.WrittenSpan.ToArray();
    }

    /// <summary>Reads a member's subscription.</summary>
    /// <exception cref="KafkaProtocolException">The bytes end early or a field is malformed.</exception>
    public static WorkerMetadata ReadMetadata(ReadOnlyMemory<byte> bytes)
    {
        var reader = new KafkaReader(bytes);
        var version = reader.ReadInt16();
        var url = reader.ReadString(compact: false, "url");
        var configOffset = reader.ReadInt64();
        var allocation = version >= FirstIncremental ? reader.ReadNullableBytes(compact: false) : null;
        return new WorkerMetadata(version, url, configOffset, allocation is { Length: > 0 } blob ? ReadAssignment(blob) : null);
    }

    /// <summary>Reads what the leader sent.</summary>
    /// <exception cref="KafkaProtocolException">The bytes end early or a field is malformed.</exception>
    public static WorkerAssignment ReadAssignment(ReadOnlyMemory<byte> bytes)
    {
        var reader = new KafkaReader(bytes);
        var version = reader.ReadInt16();
        return new WorkerAssignment
        {
            Version = version,
            Error = reader.ReadInt16(),
            Leader = reader.ReadString(compact: false, "leader"),
            LeaderUrl = reader.ReadString(compact: false, "leader-url"),
            ConfigOffset = reader.ReadInt64(),
            Assigned = ReadElements(ref reader),
            Revoked = version >= FirstIncremental ? ReadElements(ref reader) : [],
            DelayMilliseconds = version >= FirstIncremental ? reader.ReadInt32() : 0,
        };
    }

    private static void WriteElements(KafkaWriter writer, IReadOnlyList<ConnectorAssignment> elements)
    {
        writer.WriteArrayLength(elements.Count, compact: false);
        foreach (var element in elements)
        {
            writer.WriteString(element.Connector, compact: false);
            writer.WriteArrayLength(element.Tasks.Count, compact: false);
            foreach (var task in element.Tasks)
            {
                writer.WriteInt32(task);
            }
        }
    }

    private static List<ConnectorAssignment> ReadElements(ref KafkaReader reader)
    {
        var count = Math.Max(0, reader.ReadArrayLength(compact: false));
        var elements = new List<ConnectorAssignment>(KafkaReader.CapacityFor(count));
        for (var i = 0; i < count; i++)
        {
            var connector = reader.ReadString(compact: false, "connector");
            var length = Math.Max(0, reader.ReadArrayLength(compact: false));
            var tasks = new List<int>(KafkaReader.CapacityFor(length));
            for (var t = 0; t < length; t++)
            {
                tasks.Add(reader.ReadInt32());
            }

            elements.Add(new ConnectorAssignment(connector, tasks));
        }

        return elements;
    }
}
