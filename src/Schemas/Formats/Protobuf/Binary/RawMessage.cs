using System.Text;

namespace Ms2Lab.Schemas.Formats.Protobuf.Binary;

/// <summary>A message read without its schema: values by field number.</summary>
internal sealed class RawMessage
{
    private readonly Dictionary<int, List<ulong>> numbers = [];
    private readonly Dictionary<int, List<byte[]>> bytes = [];

    /// <exception cref="ProtobufDataException">The bytes are no message.</exception>
    internal RawMessage(ReadOnlySpan<byte> data)
    {
        var reader = new ProtobufReader(data);
        while (!reader.AtEnd)
        {
            var tag = reader.ReadTag();
            switch ((WireType)(tag & 7))
            {
                case WireType.Varint:
                    Of(numbers, tag).Add(reader.ReadVarint());
                    break;
                case WireType.LengthDelimited:
                    Of(bytes, tag).Add(reader.ReadBytes().ToArray());
                    break;
                default:
                    reader.Skip(tag);
                    break;
            }
        }
    }

    internal IReadOnlyList<ulong> Numbers(int field) => numbers.GetValueOrDefault(field) ?? [];

    internal IReadOnlyList<string> Texts(int field) => [.. (bytes.GetValueOrDefault(field) ?? []).Select(b => Encoding.UTF8.GetString(b))];

    internal string? Text(int field) => Texts(field) is [.., var last] ? last : null;

    internal IReadOnlyList<RawMessage> Messages(int field) => [.. (bytes.GetValueOrDefault(field) ?? []).Select(b => new RawMessage(b))];

    internal RawMessage? Message(int field) => Messages(field) is [.., var last] ? last : null;

    private static List<T> Of<T>(Dictionary<int, List<T>> values, uint tag) =>
        values.TryGetValue((int)(tag >> 3), out var list) ? list : values[(int)(tag >> 3)] = [];
}
