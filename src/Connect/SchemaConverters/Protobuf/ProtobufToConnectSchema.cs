using System.Globalization;
using Ms2Lab.Connect.Api;
using Ms2Lab.Schemas.Formats.Protobuf;
using Ms2Lab.Schemas.Formats.Protobuf.Descriptors;

namespace Ms2Lab.Connect.SchemaConverters.Protobuf;

/// <summary>The Connect schema of a Protobuf message: the members of its oneofs first, then its other fields.</summary>
internal sealed class ProtobufToConnectSchema(ProtobufDataOptions options)
{
    private readonly Dictionary<MessageDescriptor, SchemaBuilder> open = [];

    /// <summary>Translates a message.</summary>
    /// <param name="message">The message.</param>
    /// <param name="version">Its version in the registry, or null.</param>
    internal Schema Translate(MessageDescriptor message, int? version)
    {
        var builder = options.WrapperForRawPrimitives && ProtobufWords.Wrapped(message) is { } type ? Unwrapped(type) : Struct(message);
        return builder.Version(version).Build();
    }

    private SchemaBuilder Struct(MessageDescriptor message)
    {
        if (open.TryGetValue(message, out var whole))
        {
            return SchemaBuilder.Inside(whole);
        }

        var builder = open[message] = SchemaBuilder.Struct().Name(options.EnhancedSchemas ? message.FullName : message.Name);
        foreach (var oneOf in message.OneOfs)
        {
            if (options.FlattenUnions)
            {
                AddMembers(builder, oneOf);
            }
            else
            {
                builder.Field(options.UnionField(oneOf.Name, oneOf.Index), Union(oneOf));
            }
        }

        foreach (var field in message.Fields.Where(f => f.OneOf is null))
        {
            builder.Field(field.Name, Field(field));
        }

        open.Remove(message);
        return builder;
    }

    private Schema Union(OneOfDescriptor oneOf)
    {
        var builder = SchemaBuilder.Struct().Optional();
        if (options.GeneralizedSumTypes)
        {
            builder.Name(oneOf.Name).Parameter(SumTypes.Union, oneOf.Name);
        }
        else
        {
            builder.Name($"{ProtobufWords.Union}.{(options.EnhancedSchemas ? oneOf.FullName : oneOf.Name)}");
        }

        AddMembers(builder, oneOf);
        return builder.Build();
    }

    private void AddMembers(SchemaBuilder builder, OneOfDescriptor oneOf)
    {
        foreach (var member in oneOf.Fields)
        {
            builder.Field(member.Name, Field(member));
        }
    }

    private Schema Field(FieldDescriptor field)
    {
        var builder = Value(field);
        if (field.IsRepeated && builder.Type != SchemaType.Map)
        {
            builder = SchemaBuilder.Array(builder.Optional().Build()).Optional();
        }

        var isWrapped = options.WrapperForNullables && field.MessageType is { } type && ProtobufWords.Wrapped(type) is not null;
        if (field.OneOf is not null)
        {
            builder.Optional();
            if (isWrapped)
            {
                builder.Parameter(ProtobufWords.Wrapper, "true");
            }
        }
        else if (options.OptionalForNullables ? HasOptionalKeyword(field) : !options.WrapperForNullables)
        {
            builder.Optional();
        }

        return builder.Parameter(ProtobufWords.Tag, field.Number.ToString(CultureInfo.InvariantCulture)).Build();
    }

    // In proto2 the keyword is understood where nothing else is said.
    private static bool HasOptionalKeyword(FieldDescriptor field) =>
        field.HasOptionalKeyword || (!field.Parent.IsProto3 && field is { IsRequired: false, IsRepeated: false, OneOf: null });

    private SchemaBuilder Value(FieldDescriptor field) => field.Kind switch
    {
        FieldKind.Int32 or FieldKind.SInt32 or FieldKind.SFixed32 => FieldMeta.Parameter(field.Options, ProtobufWords.ConnectType) switch
        {
            "int8" => SchemaBuilder.Int8(),
            "int16" => SchemaBuilder.Int16(),
            _ => Typed(SchemaBuilder.Int32(), field.Kind, FieldKind.Int32),
        },
        FieldKind.Float => SchemaBuilder.Float32(),
        FieldKind.Double => SchemaBuilder.Float64(),
        FieldKind.Bool => SchemaBuilder.Bool(),
        FieldKind.String => SchemaBuilder.String(),
        FieldKind.Bytes => SchemaBuilder.ByteBuffers(),
        FieldKind.Enum => Enum(field.EnumType!),
        FieldKind.Message => Message(field, field.MessageType!).Optional(),
        _ => Typed(SchemaBuilder.Int64(), field.Kind, FieldKind.Int64),
    };

    private static SchemaBuilder Typed(SchemaBuilder builder, FieldKind kind, FieldKind usual) =>
        kind == usual ? builder : builder.Parameter(ProtobufWords.Type, kind.Word());

    private SchemaBuilder Enum(EnumDescriptor type)
    {
        var builder = options.IntForEnums ? SchemaBuilder.Int32() : SchemaBuilder.String();
        builder.Name(options.EnhancedSchemas ? type.FullName : type.Name).Parameter(options.EnumParameter, type.Name);
        foreach (var symbol in type.Symbols)
        {
            builder.Parameter($"{options.EnumParameter}.{symbol}", type.Number(symbol)!.Value.ToString(CultureInfo.InvariantCulture));
        }

        return builder.Optional();
    }

    private SchemaBuilder Message(FieldDescriptor field, MessageDescriptor type) => type.FullName switch
    {
        ProtobufWords.Decimal => Decimal(field),
        ProtobufWords.Date => DateLogical.Builder(),
        ProtobufWords.TimeOfDay => TimeLogical.Builder(),
        ProtobufWords.Timestamp => TimestampLogical.Builder(),
        _ when (options.WrapperForNullables || options.WrapperForRawPrimitives) && ProtobufWords.Wrapped(type) is { } wrapped => Unwrapped(wrapped),
        _ when field.IsMap => Map(type),
        _ => Struct(type),
    };

    private static SchemaBuilder Decimal(FieldDescriptor field)
    {
        var builder = DecimalLogical.Builder(Number(FieldMeta.Parameter(field.Options, "scale")) ?? 0);
        return Number(FieldMeta.Parameter(field.Options, "precision")) is { } precision
            ? builder.Parameter(ProtobufWords.Precision, precision.ToString(CultureInfo.InvariantCulture))
            : builder;
    }

    private SchemaBuilder Map(MessageDescriptor entry) => SchemaBuilder.Map(Field(entry.Fields[0]), Field(entry.Fields[1]))
        .Name(ProtoNames.MapField(options.EnhancedSchemas ? entry.FullName : entry.Name));

    private static SchemaBuilder Unwrapped(SchemaType type) => type == SchemaType.Bytes ? SchemaBuilder.ByteBuffers() : new SchemaBuilder(type);

    private static int? Number(string? text) =>
        int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;
}
