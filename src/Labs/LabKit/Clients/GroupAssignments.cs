using System.Buffers.Binary;
using System.Text;

namespace Ms2Lab.Labs.LabKit.Clients;

/// <summary>Reads what members of a classic group were given, of which the broker knows only the bytes.</summary>
internal static class GroupAssignments
{
    /// <summary>The address of the leader in a Connect worker's assignment: version and error (16 bits each), the leader's member id, its URL (KIP-415).</summary>
    public static Uri LeaderUrl(byte[] assignment)
    {
        var at = 4;
        ReadString(assignment, ref at);
        return new Uri(ReadString(assignment, ref at));
    }

    /// <summary>How many partitions a consumer was given: version (16 bits), then topics, each a name and a list of partitions (ConsumerProtocolAssignment).</summary>
    public static int PartitionCount(byte[] assignment)
    {
        var at = 2;
        var count = 0;
        for (var topics = assignment.Length < 6 ? 0 : ReadInt32(assignment, ref at); topics > 0; topics--)
        {
            ReadString(assignment, ref at);
            var partitions = ReadInt32(assignment, ref at);
            at += 4 * partitions;
            count += partitions;
        }
        return count;
    }

    private static string ReadString(byte[] bytes, ref int at)
    {
        var length = BinaryPrimitives.ReadInt16BigEndian(bytes.AsSpan(at));
        at += 2 + length;
        return Encoding.UTF8.GetString(bytes, at - length, length);
    }

    private static int ReadInt32(byte[] bytes, ref int at)
    {
        at += 4;
        return BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(at - 4));
    }
}
