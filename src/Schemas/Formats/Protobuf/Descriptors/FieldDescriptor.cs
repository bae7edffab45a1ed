namespace Ms2Lab.Schemas.Formats.Protobuf.Descriptors;

/// <summary>A field of a message with its types resolved.</summary>
public sealed class FieldDescriptor
{
    internal FieldDescriptor(MessageDescriptor parent, ProtoField field, OneOfDescriptor? oneOf, int index)
    {
        Parent = parent;
        OneOf = oneOf;
        Index = index;
        Name = field.Name;
        Number = field.Tag;
        Options = field.Options;
        IsRepeated = field.Label == "repeated" || field.MapKey is not null;
        IsRequired = field.Label == "required";
        HasOptionalKeyword = field.Label == "optional";
    }

    /// <summary>The message it belongs to.</summary>
    public MessageDescriptor Parent { get; }

    /// <summary>The oneof it is a member of, or null.</summary>
    public OneOfDescriptor? OneOf { get; }

    /// <summary>Its place among the message's fields, from 0.</summary>
    public int Index { get; }

    /// <summary>The name.</summary>
    public string Name { get; }

    /// <summary>The field number.</summary>
    public int Number { get; }

    /// <summary>Options as written.</summary>
    public IReadOnlyList<ProtoOption> Options { get; }

    /// <summary>What it holds.</summary>
    public FieldKind Kind { get; internal set; }

    /// <summary>The type of its messages, or null.</summary>
    public MessageDescriptor? MessageType { get; internal set; }

    /// <summary>The type of its symbols, or null.</summary>
    public EnumDescriptor? EnumType { get; internal set; }

    /// <summary>Whether it holds a list; maps are lists of entries.</summary>
    public bool IsRepeated { get; }

    /// <summary>Whether a message without it is not complete (proto2).</summary>
    public bool IsRequired { get; }

    /// <summary>Whether the text says <c>optional</c>.</summary>
    public bool HasOptionalKeyword { get; }

    /// <summary>Whether a list is written as one run of values.</summary>
    public bool IsPacked { get; internal set; }

    /// <summary>Whether unset and default differ.</summary>
    public bool HasPresence => !IsRepeated && (Kind == FieldKind.Message || OneOf is not null || HasOptionalKeyword || !Parent.IsProto3);

    /// <summary>What an unset field stands for; null for messages and lists.</summary>
    public object? DefaultValue { get; internal set; }

    /// <summary>Whether it is a map in the text, or looks like one: a list of messages named …Entry that have one key and one value.</summary>
    public bool IsMap => IsRepeated && MessageType is { LooksLikeEntry: true };
}
