namespace Ms2Lab.Schemas.Formats.Protobuf.Descriptors;

/// <summary>Fields of which at most one is set.</summary>
public sealed class OneOfDescriptor
{
    private readonly List<FieldDescriptor> fields = [];

    internal OneOfDescriptor(MessageDescriptor parent, string name, int index)
    {
        Parent = parent;
        Name = name;
        Index = index;
    }

    /// <summary>The message it belongs to.</summary>
    public MessageDescriptor Parent { get; }

    /// <summary>The name.</summary>
    public string Name { get; }

    /// <summary>The full name: message and name.</summary>
    public string FullName => $"{Parent.FullName}.{Name}";

    /// <summary>Its place among the message's oneofs, from 0.</summary>
    public int Index { get; }

    /// <summary>The members in order of the text.</summary>
    public IReadOnlyList<FieldDescriptor> Fields => fields;

    internal void Add(FieldDescriptor field) => fields.Add(field);
}
