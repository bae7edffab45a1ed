using Ms2Lab.Schemas.Formats.Protobuf.Binary;

namespace Ms2Lab.Schemas.Formats.Protobuf.Descriptors;

/// <summary>A message type with its fields resolved.</summary>
public sealed class MessageDescriptor
{
    private readonly Dictionary<int, FieldDescriptor> byNumber = [];
    private readonly Dictionary<string, FieldDescriptor> byName = new(StringComparer.Ordinal);

    internal MessageDescriptor(string fullName, string name, bool isProto3)
    {
        FullName = fullName;
        Name = name;
        IsProto3 = isProto3;
    }

    /// <summary>The simple name.</summary>
    public string Name { get; }

    /// <summary>The name with package and messages around it.</summary>
    public string FullName { get; }

    /// <summary>Whether the file is of proto3.</summary>
    public bool IsProto3 { get; }

    /// <summary>All fields: those of oneofs first, then the others in order of the text, as the registry's descriptors have them.</summary>
    public IReadOnlyList<FieldDescriptor> Fields { get; private set; } = [];

    /// <summary>The fields in order of their numbers, in which messages are written.</summary>
    public IReadOnlyList<FieldDescriptor> FieldsInOrder { get; private set; } = [];

    /// <summary>The oneofs that the text declares.</summary>
    public IReadOnlyList<OneOfDescriptor> OneOfs { get; private set; } = [];

    /// <summary>Whether some field is required, here or below.</summary>
    internal bool NeedsFields { get; set; }

    internal bool LooksLikeEntry =>
        Name.EndsWith("Entry", StringComparison.Ordinal) && Fields is [{ Name: "key", IsRepeated: false }, { Name: "value", IsRepeated: false }];

    /// <summary>The field of a number, or null.</summary>
    public FieldDescriptor? Field(int number) => byNumber.GetValueOrDefault(number);

    /// <summary>The field of a name, or null.</summary>
    public FieldDescriptor? Field(string name) => byName.GetValueOrDefault(name);

    /// <summary>A message of this type from its bytes.</summary>
    /// <exception cref="ProtobufDataException">The bytes do not fit.</exception>
    public DynamicMessage Read(ReadOnlySpan<byte> data) => DynamicMessageReader.Read(this, data);

    internal void Complete(IReadOnlyList<FieldDescriptor> fields, IReadOnlyList<OneOfDescriptor> oneOfs)
    {
        Fields = fields;
        OneOfs = oneOfs;
        FieldsInOrder = [.. fields.OrderBy(f => f.Number)];
        foreach (var field in fields)
        {
            byNumber[field.Number] = field;
            byName[field.Name] = field;
        }
    }
}
