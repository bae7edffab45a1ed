namespace Ms2Lab.Schemas.Formats.Avro.Files;

/// <summary>How the blocks of an object container file are compressed; these two every implementation has to know.</summary>
public enum AvroFileCodec
{
    /// <summary>Not at all.</summary>
    Null,

    /// <summary>Deflate without zlib's frame (RFC 1951).</summary>
    Deflate,
}
