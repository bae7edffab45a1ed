using System.Globalization;
using Ms2Lab.Connect.Api;
using Ms2Lab.Schemas.Formats.Protobuf.Binary;
using Ms2Lab.Schemas.Formats.Protobuf.Descriptors;

namespace Ms2Lab.Connect.SchemaConverters.Protobuf;

/// <summary>Connect values as messages of the types that <see cref="ConnectToProtobufSchema"/> made. A null is left unset.</summary>
internal sealed class ConnectToProtobufValue(ProtobufDataOptions options)
{
    /// <summary>The message of a value at the root.</summary>
    /// <exception cref="DataException">The value is not of its schema.</exception>
    internal DynamicMessage Of(MessageDescriptor type, Schema schema, object value) =>
        schema.Type == SchemaType.Struct ? Struct(type, schema, value) : Wrapped(type, schema, value);

    private DynamicMessage Struct(MessageDescriptor type, Schema schema, object value)
    {
        var data = value as Struct ?? throw WrongType(schema, value);
        if (!data.Schema.Equals(schema))
        {
            throw new DataException("Mismatching struct schema");
        }

        var message = new DynamicMessage(type);
        foreach (var field in schema.Fields)
        {
            if (ValueOf(data, field) is not { } given)
            {
                continue;
            }

            if (ProtobufWords.IsUnion(field.Schema))
            {
                PutMember(message, field.Schema, given);
            }
            else
            {
                Put(message, field, given);
            }
        }

        return message;
    }

    private void PutMember(DynamicMessage message, Schema union, object value)
    {
        var data = value as Struct ?? throw WrongType(union, value);
        if (!data.Schema.Equals(union))
        {
            throw new DataException("Mismatching struct schema");
        }

        var member = union.Fields.FirstOrDefault(f => ValueOf(data, f) is not null) ?? throw new DataException("Cannot find non-null field");
        Put(message, member, ValueOf(data, member)!);
    }

    private object? ValueOf(Struct data, Field field) => options.IgnoreDefaults ? data.GetWithoutDefault(field) : data.Get(field);

    private void Put(DynamicMessage message, Field field, object value)
    {
        var name = options.Scrubbed(field.Name);
        var descriptor = message.Descriptor.Field(name) ?? throw new DataException($"Cannot find field with name {name}");
        message[descriptor] = field.Schema.Type switch
        {
            SchemaType.Array => List(descriptor, field.Schema, value),
            SchemaType.Map => Map(descriptor, field.Schema, value),
            _ => Value(descriptor, field.Schema, value),
        };
    }

    private List<object>? List(FieldDescriptor field, Schema schema, object value)
    {
        var items = value as IReadOnlyList<object?> ?? throw WrongType(schema, value);
        return items.Count == 0 ? null : [.. items.Select(i => Value(field, schema.ValueSchema!, i ?? throw new JavaException("java.lang.NullPointerException", null)))];
    }

    private List<object> Map(FieldDescriptor field, Schema schema, object value)
    {
        var entries = new List<object>();
        foreach (var (key, item) in value as ConnectMap ?? throw WrongType(schema, value))
        {
            var entry = new DynamicMessage(field.MessageType!);
            PutEntry(entry, "key", schema.KeySchema!, key);
            PutEntry(entry, "value", schema.ValueSchema!, item);
            entries.Add(entry);
        }

        return entries;
    }

    private void PutEntry(DynamicMessage entry, string name, Schema schema, object? value)
    {
        if (value is not null)
        {
            Put(entry, new Field(name, 0, schema), value);
        }
    }

    private object Value(FieldDescriptor field, Schema schema, object value)
    {
        if (schema.Logical != LogicalType.None)
        {
            return LogicalMessages.FromConnect(schema, field.MessageType!, value);
        }

        return field.Kind switch
        {
            FieldKind.Message when schema.Type == SchemaType.Struct => Struct(field.MessageType!, schema, value),
            FieldKind.Message => Wrapped(field.MessageType!, schema, value),
            FieldKind.Enum => Symbol(field, schema, value),
            _ => Scalar(field.Kind, schema, value),
        };
    }

    private static DynamicMessage Wrapped(MessageDescriptor type, Schema schema, object value)
    {
        var message = new DynamicMessage(type);
        var field = type.Field("value")!;
        message[field] = Scalar(field.Kind, schema, value);
        return message;
    }

    private object Symbol(FieldDescriptor field, Schema schema, object value)
    {
        if (schema.Type == SchemaType.Int32)
        {
            return (int)Whole(schema, value);
        }

        return schema.Parameters!.GetValueOrDefault($"{options.EnumParameter}.{value}") is { } number
            ? int.Parse(number, CultureInfo.InvariantCulture)
            : throw new JavaException(
                "java.lang.IllegalArgumentException",
                $"Wrong object type used with protocol message reflection.\nField number: {field.Number}, field java type: ENUM, value type: {JavaClass.NameOf(value)}\n");
    }

    private static object Scalar(FieldKind kind, Schema schema, object value) => kind switch
    {
        FieldKind.Int32 or FieldKind.SInt32 or FieldKind.SFixed32 => unchecked((int)Whole(schema, value)),
        FieldKind.UInt32 or FieldKind.Fixed32 => unchecked((uint)Whole(schema, value)),
        FieldKind.UInt64 or FieldKind.Fixed64 => unchecked((ulong)Whole(schema, value)),
        FieldKind.Int64 or FieldKind.SInt64 or FieldKind.SFixed64 => Whole(schema, value),
        FieldKind.Float => (float)Fraction(schema, value),
        FieldKind.Double => Fraction(schema, value),
        FieldKind.Bool => value as bool? ?? throw WrongType(schema, value),
        FieldKind.String => value as string ?? throw WrongType(schema, value),
        _ => value as byte[] ?? throw WrongType(schema, value),
    };

    private static long Whole(Schema schema, object value) => value switch
    {
        sbyte number => number,
        short number => number,
        int number => number,
        long number => number,
        _ => throw WrongType(schema, value),
    };

    private static double Fraction(Schema schema, object value) => value switch
    {
        float number => number,
        double number => number,
        _ => throw WrongType(schema, value),
    };

    private static DataException WrongType(Schema schema, object value) =>
        new($"Invalid type for {schema.Type.Name()}: class {JavaClass.NameOf(value)}");
}
