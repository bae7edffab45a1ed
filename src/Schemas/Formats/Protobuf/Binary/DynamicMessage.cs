using System.Diagnostics.CodeAnalysis;
using Ms2Lab.Schemas.Formats.Protobuf.Descriptors;

namespace Ms2Lab.Schemas.Formats.Protobuf.Binary;

/// <summary>
/// A message of a type that is known at run time only. Values by kind: <see cref="double"/>, <see cref="float"/>, <see cref="bool"/>,
/// <see cref="string"/>, <c>byte[]</c>, <see cref="DynamicMessage"/>; <see cref="int"/> for int32, sint32, sfixed32 and the number of
/// an enum's symbol, <see cref="uint"/> for uint32 and fixed32, <see cref="long"/> and <see cref="ulong"/> likewise; a repeated field
/// holds a list of these, a map a list of its entries. Null is unset. Not safe for concurrent writing.
/// </summary>
public sealed class DynamicMessage(MessageDescriptor descriptor)
{
    private object?[]? values;
    private List<UnknownField>? unknown;

    /// <summary>The type.</summary>
    public MessageDescriptor Descriptor => descriptor;

    /// <summary>Fields that the type does not have, in the order they were read; they are written again behind the others.</summary>
    public IReadOnlyList<UnknownField> UnknownFields => unknown is null ? [] : unknown;

    /// <summary>The value of a field as it was set, null if it was not. Setting a member of a oneof unsets the others.</summary>
    /// <exception cref="ProtobufDataException">The value is not of the field's kind.</exception>
    public object? this[FieldDescriptor field]
    {
        get => values?[field.Index];
        set
        {
            if (value is not null && !FieldValues.Fit(field, value))
            {
                throw ProtobufDataException.WrongValue($"{descriptor.FullName}.{field.Name}", value);
            }

            SetUnchecked(field, value);
        }
    }

    /// <summary>The value of a field as it was set, null if it was not.</summary>
    /// <exception cref="KeyNotFoundException">The type has no such field.</exception>
    public object? this[string field]
    {
        get => this[Named(field)];
        set => this[Named(field)] = value;
    }

    /// <summary>Whether a field is set; one without presence is when it is not its default.</summary>
    public bool Has(FieldDescriptor field) => this[field] is { } value && (field.HasPresence || !FieldValues.IsDefault(field, value));

    /// <summary>The value of a field, or what an unset one stands for: its default, an empty list, an empty message.</summary>
    public object Get(FieldDescriptor field) => this[field] ?? (field.IsRepeated ? Array.Empty<object>()
        : field.MessageType is { } type ? new DynamicMessage(type)
        : field.DefaultValue!);

    /// <summary>The member of a oneof that is set, or null.</summary>
    public FieldDescriptor? Which(OneOfDescriptor oneOf) => oneOf.Fields.FirstOrDefault(f => this[f] is not null);

    /// <summary>The bytes.</summary>
    /// <exception cref="ProtobufDataException">A required field is unset.</exception>
    public byte[] ToByteArray()
    {
        var writer = new ProtobufWriter();
        WriteTo(writer);
        return writer.Written.ToArray();
    }

    /// <summary>Writes the bytes, fields in order of their numbers.</summary>
    /// <exception cref="ProtobufDataException">A required field is unset.</exception>
    public void WriteTo(ProtobufWriter writer)
    {
        RequiredFields.Check(this);
        DynamicMessageWriter.Write(this, writer);
    }

    internal void SetUnchecked(FieldDescriptor field, object? value)
    {
        if (value is null && values is null)
        {
            return;
        }

        values ??= new object?[descriptor.Fields.Count];
        if (field.OneOf is { } oneOf)
        {
            foreach (var member in oneOf.Fields)
            {
                values[member.Index] = null;
            }
        }

        values[field.Index] = value;
    }

    internal bool TryGetList(FieldDescriptor field, [NotNullWhen(true)] out List<object>? list)
    {
        list = this[field] as List<object>;
        return list is not null;
    }

    internal void Add(UnknownField field) => (unknown ??= []).Add(field);

    private FieldDescriptor Named(string field) =>
        descriptor.Field(field) ?? throw new KeyNotFoundException($"{descriptor.FullName} has no field {field}");
}
