namespace Ms2Lab.Kafka.Protocol.Records;

/// <summary>Bits 0 to 2 of a batch's attributes.</summary>
public enum CompressionCodec
{
    /// <summary>Records as they are.</summary>
    None = 0,

    /// <summary>RFC 1952.</summary>
    Gzip = 1,

    /// <summary>Snappy, in xerial's framing or as one raw block.</summary>
    Snappy = 2,

    /// <summary>LZ4 frames (KIP-57).</summary>
    Lz4 = 3,

    /// <summary>Zstandard (KIP-110).</summary>
    Zstd = 4,
}
