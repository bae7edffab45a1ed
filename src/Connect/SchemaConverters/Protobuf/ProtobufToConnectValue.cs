using System.Collections;
using Ms2Lab.Connect.Api;
using Ms2Lab.Schemas.Formats.Protobuf.Binary;
using Ms2Lab.Schemas.Formats.Protobuf.Descriptors;

namespace Ms2Lab.Connect.SchemaConverters.Protobuf;

/// <summary>Messages as Connect values of the schema that <see cref="ProtobufToConnectSchema"/> made.</summary>
internal sealed class ProtobufToConnectValue(ProtobufDataOptions options)
{
    /// <summary>The value of a message at the root.</summary>
    /// <exception cref="DataException">The message does not fit the schema.</exception>
    internal object? Of(Schema schema, DynamicMessage message) =>
        schema.Type == SchemaType.Struct ? Struct(schema, message) : Unwrapped(schema, message);

    private Struct Struct(Schema schema, DynamicMessage message)
    {
        var data = new Struct(schema);
        foreach (var oneOf in message.Descriptor.OneOfs)
        {
            if (message.Which(oneOf) is not { } member)
            {
                continue;
            }

            if (options.FlattenUnions)
            {
                var field = schema.Field(member.Name)!;
                data.SetUnchecked(field.Index, Field(field.Schema, member, message));
                continue;
            }

            var unionField = schema.Field(options.UnionField(oneOf.Name, oneOf.Index))!;
            var union = new Struct(unionField.Schema);
            var memberField = unionField.Schema.Field(member.Name)!;
            union.SetUnchecked(memberField.Index, Field(memberField.Schema, member, message));
            data.SetUnchecked(unionField.Index, union);
        }

        foreach (var descriptor in message.Descriptor.Fields.Where(f => f.OneOf is null && Shows(f, message)))
        {
            var field = schema.Field(descriptor.Name)!;
            data.SetUnchecked(field.Index, Field(field.Schema, descriptor, message));
        }

        return data;
    }

    private bool Shows(FieldDescriptor field, DynamicMessage message)
    {
        var isPlain = field.Kind != FieldKind.Message || field.IsRepeated;
        var isOptional = field.HasOptionalKeyword && field.Parent.IsProto3;
        isOptional |= options.OptionalForProto2 && !field.Parent.IsProto3 && field is { IsRequired: false, IsRepeated: false };
        return (isPlain && !isOptional) || options.StructForNulls || message.Has(field);
    }

    private object? Field(Schema schema, FieldDescriptor field, DynamicMessage message)
    {
        var value = message.Get(field);
        return !field.IsRepeated ? Value(schema, field, value)
            : schema.Type == SchemaType.Map ? Map(schema, (IList)value)
            : ((IList)value).Cast<object>().Select(item => Value(schema.ValueSchema!, field, item)).ToList();
    }

    private ConnectMap Map(Schema schema, IList entries)
    {
        var map = new ConnectMap();
        foreach (DynamicMessage entry in entries)
        {
            var (key, value) = (entry.Descriptor.Fields[0], entry.Descriptor.Fields[1]);
            map[Value(schema.KeySchema!, key, entry.Get(key))] = Value(schema.ValueSchema!, value, entry.Get(value));
        }

        return map;
    }

    private object? Value(Schema schema, FieldDescriptor field, object value) => value switch
    {
        DynamicMessage message when schema.Logical != LogicalType.None => LogicalMessages.ToConnect(schema, message),
        DynamicMessage message when schema.Type == SchemaType.Struct => Struct(schema, message),
        DynamicMessage message => Unwrapped(schema, message),
        int number when field.EnumType is { } type && schema.Type == SchemaType.String =>
            type.Symbol(number) ?? $"UNKNOWN_ENUM_VALUE_{type.Name}_{number}",
        _ => Scalar(schema, value),
    };

    private static object? Unwrapped(Schema schema, DynamicMessage wrapper) => Scalar(schema, wrapper.Get(wrapper.Descriptor.Field("value")!));

    // Unsigned numbers of 32 bits fit INT64; those of 64 bits wrap around, as Java has none.
    private static object Scalar(Schema schema, object value) => (schema.Type, value) switch
    {
        (SchemaType.Int8, int number) => unchecked((sbyte)number),
        (SchemaType.Int16, int number) => unchecked((short)number),
        (SchemaType.Int64, uint number) => (long)number,
        (SchemaType.Int64, ulong number) => unchecked((long)number),
        _ => value,
    };
}
