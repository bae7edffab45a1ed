namespace Ms2Lab.Kafka.Protocol;

/// <summary>Arrays and tagged fields.</summary>
public ref partial struct KafkaReader
{
    private const int LargestInitialCapacity = 1024;

    /// <summary>Number of elements, −1 for null. Refuses more elements than bytes are left, as Kafka does.</summary>
    public int ReadArrayLength(bool compact)
    {
        var length = compact ? CompactLength() : ReadInt32();
        return length > Remaining
            ? throw new KafkaProtocolException($"Tried to allocate a collection of size {length}, but there are only {Remaining} bytes remaining.")
            : Math.Max(length, -1);
    }

    /// <summary>How many places a list of that claimed length starts with; the rest must be earned by bytes.</summary>
    public static int CapacityFor(int count) => Math.Min(count, LargestInitialCapacity);

    /// <summary>A reader over the body of one tagged field, whose size is read here.</summary>
    public KafkaReader ReadTag() => new(ReadRaw(checked((int)Math.Min(ReadUnsignedVarint(), int.MaxValue))));

    /// <summary>Reads past a tagged-field section.</summary>
    public void SkipTags()
    {
        for (var n = ReadUnsignedVarint(); n > 0; n--)
        {
            ReadUnsignedVarint();
            ReadTag();
        }
    }

    /// <summary>The error for null where it is not allowed.</summary>
    public static KafkaProtocolException NullField(string field) => new($"non-nullable field {field} was serialized as null");
}
