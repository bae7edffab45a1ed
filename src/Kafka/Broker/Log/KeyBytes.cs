namespace Ms2Lab.Kafka.Broker.Log;

/// <summary>A record's key, equal to others with the same bytes.</summary>
internal readonly struct KeyBytes(ReadOnlyMemory<byte> bytes) : IEquatable<KeyBytes>
{
    private readonly ReadOnlyMemory<byte> _bytes = bytes;

    public bool Equals(KeyBytes other) => _bytes.Span.SequenceEqual(other._bytes.Span);

    public override bool Equals(object? obj) => obj is KeyBytes other && Equals(other);

    public override int GetHashCode()
    {
        var hash = default(HashCode);
        hash.AddBytes(_bytes.Span);
        return hash.ToHashCode();
    }
}
