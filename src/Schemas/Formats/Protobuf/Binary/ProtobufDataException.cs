namespace Ms2Lab.Schemas.Formats.Protobuf.Binary;

/// <summary>Bytes are no message of their type, or a value does not fit its field; class and text are those of Protobuf's Java implementation.</summary>
public sealed class ProtobufDataException : Exception
{
    private const string Malformed = "com.google.protobuf.InvalidProtocolBufferException";
    private string path = "";

    /// <summary>With the Java class a trace shows, and Java's text.</summary>
    public ProtobufDataException(string javaName, string text)
        : base(text)
    {
        JavaName = javaName;
        Text = text;
    }

    /// <summary>The Java class a trace shows.</summary>
    public string JavaName { get; }

    /// <summary>Java's text, without the place.</summary>
    public string Text { get; }

    /// <summary>The fields down to the place, such as <c>order.items.price</c>; empty at the root.</summary>
    public string Path => path;

    /// <inheritdoc/>
    public override string Message => path.Length == 0 ? Text : $"{Text} (field {path})";

    internal static ProtobufDataException Truncated() => new(
        Malformed,
        "While parsing a protocol message, the input ended unexpectedly in the middle of a field.  This could mean either that the input has been truncated or that an embedded message misreported its own length.");

    internal static ProtobufDataException NegativeSize() =>
        new(Malformed, "CodedInputStream encountered an embedded string or message which claimed to have negative size.");

    internal static ProtobufDataException MalformedVarint() => new(Malformed, "CodedInputStream encountered a malformed varint.");

    internal static ProtobufDataException InvalidTag() => new(Malformed, "Protocol message contained an invalid tag (zero).");

    internal static ProtobufDataException InvalidEndTag() => new(Malformed, "Protocol message end-group tag did not match expected tag.");

    internal static ProtobufDataException InvalidWireType() => new($"{Malformed}$InvalidWireTypeException", "Protocol message tag had invalid wire type.");

    internal static ProtobufDataException InvalidUtf8() => new(Malformed, "Protocol message had invalid UTF-8.");

    internal static ProtobufDataException TooDeep() => new(
        Malformed,
        "Protocol message had too many levels of nesting.  May be malicious.  Use setRecursionLimit() to increase the recursion depth limit.");

    internal static ProtobufDataException Missing(IEnumerable<string> fields) =>
        new(Malformed, $"Message missing required fields: {string.Join(", ", fields)}");

    internal static ProtobufDataException WrongValue(string field, object? value) => new(
        "java.lang.IllegalArgumentException",
        $"Wrong object type used with protocol message reflection: {value?.GetType().Name ?? "null"} for field {field}");

    /// <summary>The same fault seen from the message around: its field leads the path.</summary>
    internal ProtobufDataException Within(string field)
    {
        path = path.Length == 0 ? field : $"{field}.{path}";
        return this;
    }
}
