using System.Diagnostics.CodeAnalysis;

namespace Ms2Lab.Connect.Runtime.Offsets;

/// <summary>Compares keys of records by their bytes.</summary>
internal sealed class ByteKeys : IEqualityComparer<byte[]>
{
    /// <summary>The comparer; it has no state.</summary>
    public static ByteKeys Instance { get; } = new();

    /// <inheritdoc/>
    public bool Equals(byte[]? x, byte[]? y) => x is null || y is null ? ReferenceEquals(x, y) : x.AsSpan().SequenceEqual(y);

    /// <inheritdoc/>
    public int GetHashCode([DisallowNull] byte[] obj)
    {
        var hash = default(HashCode);
        hash.AddBytes(obj);
        return hash.ToHashCode();
    }
}
