namespace Ms2Lab.Schemas.Formats.Avro.Binary;

/// <summary>Bytes do not fit their schema, or a value does not; class and message are those of Avro's Java implementation.</summary>
/// <param name="javaName">The Java class a trace shows.</param>
/// <param name="text">The message, null where Java has none.</param>
public sealed class AvroDataException(string javaName, string? text) : Exception(text ?? javaName)
{
    /// <summary>The Java class a trace shows.</summary>
    public string JavaName => javaName;

    /// <summary>The message, null where Java has none.</summary>
    public string? Text => text;

    internal static AvroDataException EndOfData() => new("java.io.EOFException", null);

    internal static AvroDataException Runtime(string text) => new("org.apache.avro.AvroRuntimeException", text);

    /// <summary>An index beyond the branches of a union or the symbols of an enum.</summary>
    public static AvroDataException Index(long index, int length) =>
        new("java.lang.ArrayIndexOutOfBoundsException", $"Index {index} out of bounds for length {length}");
}
