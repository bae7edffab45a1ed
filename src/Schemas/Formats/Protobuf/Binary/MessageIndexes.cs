using Ms2Lab.Schemas.Formats.Protobuf.Descriptors;

namespace Ms2Lab.Schemas.Formats.Protobuf.Binary;

/// <summary>
/// Says which message of a file a payload is: its place among the file's messages, then among those declared inside, and so on.
/// In bytes a count and that many numbers, all zig-zag; the first message of a file is the single byte 0.
/// </summary>
public static class MessageIndexes
{
    private const int MaxDepth = 64;
    private static readonly int[] First = [0];

    /// <summary>The indexes that <paramref name="data"/> begins with, and how many bytes they take.</summary>
    /// <exception cref="ProtobufDataException">There are too few bytes, or more numbers than messages nest.</exception>
    public static IReadOnlyList<int> Read(ReadOnlySpan<byte> data, out int length)
    {
        var reader = new ProtobufReader(data);
        var count = reader.ReadZigZag32();
        if (count is < 0 or > MaxDepth)
        {
            throw new ProtobufDataException("java.lang.IllegalArgumentException", $"Invalid number of message indexes: {count}");
        }

        var indexes = new int[count];
        for (var i = 0; i < count; i++)
        {
            indexes[i] = reader.ReadZigZag32();
        }

        length = reader.Position;
        return count == 0 ? First : indexes;
    }

    /// <summary>Writes indexes.</summary>
    public static void Write(IReadOnlyList<int> indexes, ProtobufWriter writer)
    {
        if (indexes is [0])
        {
            writer.WriteZigZag32(0);
            return;
        }

        writer.WriteZigZag32(indexes.Count);
        foreach (var index in indexes)
        {
            writer.WriteZigZag32(index);
        }
    }

    /// <summary>The indexes of a message declared in a file, or null.</summary>
    public static IReadOnlyList<int>? Of(ProtoFile file, MessageDescriptor message)
    {
        var name = file.Package is null ? message.FullName : message.FullName[(file.Package.Length + 1)..];
        var indexes = new List<int>();
        var types = file.Types;
        foreach (var part in name.Split('.'))
        {
            var messages = types.OfType<ProtoMessage>().ToList();
            var index = messages.FindIndex(m => m.Name == part);
            if (index < 0)
            {
                return null;
            }

            indexes.Add(index);
            types = messages[index].Nested;
        }

        return indexes;
    }

    /// <summary>The full name of the message that indexes lead to, or null.</summary>
    public static string? Name(ProtoFile file, IReadOnlyList<int> indexes)
    {
        var name = file.Package;
        var types = file.Types;
        foreach (var index in indexes)
        {
            if (types.OfType<ProtoMessage>().ElementAtOrDefault(index) is not { } message)
            {
                return null;
            }

            name = name is null ? message.Name : $"{name}.{message.Name}";
            types = message.Nested;
        }

        return name;
    }
}
