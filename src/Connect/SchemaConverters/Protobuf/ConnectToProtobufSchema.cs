using System.Globalization;
using System.Text.RegularExpressions;
using Ms2Lab.Connect.Api;
using Ms2Lab.Schemas.Formats.Protobuf;
using Ms2Lab.Schemas.Formats.Protobuf.Descriptors;
using Ms2Lab.Schemas.Formats.Protobuf.WellKnown;

namespace Ms2Lab.Connect.SchemaConverters.Protobuf;

/// <summary>The .proto file of one Connect schema: proto3, one message at the top, everything else declared inside it.</summary>
internal sealed partial class ConnectToProtobufSchema
{
    private readonly ProtobufDataOptions options;
    private readonly List<string> imports = [];
    private int unnamed;

    private ConnectToProtobufSchema(ProtobufDataOptions options) => this.options = options;

    /// <summary>Translates a schema; a primitive is one of the wrappers in Protobuf's own file.</summary>
    /// <exception cref="JavaException">The schema cannot be a message.</exception>
    internal static (ProtobufParsedSchema File, MessageDescriptor Message) Translate(Schema schema, ProtobufDataOptions options) =>
        schema.Type switch
        {
            SchemaType.Struct => new ConnectToProtobufSchema(options).Root(schema),
            SchemaType.Array or SchemaType.Map => throw IllegalArgument($"Unsupported root schema of type {schema.Type.Name()}"),
            _ => Wrapper(ProtobufWords.WrapperOf(schema.Type)),
        };

    private static (ProtobufParsedSchema File, MessageDescriptor Message) Wrapper(string fullName)
    {
        var file = ProtobufParsedSchema.Parse(WellKnownProtos.Text(ProtobufWords.WrapperFile)!, []);
        return (file, file.Message(fullName)!);
    }

    private (ProtobufParsedSchema File, MessageDescriptor Message) Root(Schema schema)
    {
        var parts = Named(schema.Name).Split('.').Select(options.Scrubbed).ToArray();
        var package = parts.Length > 1 ? string.Join('.', parts[..^1]) : null;
        var message = Message(parts[^1], schema);
        var file = ProtobufParsedSchema.Of(new ProtoFile { Syntax = "proto3", Package = package, Imports = imports, Types = [message] });
        return (file, file.Message(package is null ? message.Name : $"{package}.{message.Name}")!);
    }

    private ProtoMessage Message(string name, Schema schema)
    {
        var body = new Body(Legal(name));
        var next = 1;
        foreach (var field in schema.Fields)
        {
            Add(body, body.Fields, field.Schema, options.Scrubbed(field.Name), TagOf(field.Schema) ?? next++, inOneOf: false);
        }

        return body.Build();
    }

    private void Add(Body body, List<ProtoField> fields, Schema schema, string name, int tag, bool inOneOf)
    {
        if (ProtobufWords.IsUnion(schema))
        {
            AddOneOf(body, schema);
            return;
        }

        var label = schema.Type is SchemaType.Array or SchemaType.Map ? "repeated"
            : options.OptionalForNullables && schema.IsOptional && !inOneOf && !body.IsEntry ? "optional" : null;
        var value = schema.Type == SchemaType.Array ? schema.ValueSchema! : schema;
        var type = TypeOf(value, name, inOneOf);
        Declare(body, value, type);
        fields.Add(new ProtoField { Label = label, Type = type, Name = Legal(name), Tag = tag, Options = MetaOf(value) });
    }

    private void AddOneOf(Body body, Schema union)
    {
        var prefix = ProtobufWords.Union + ".";
        var name = options.GeneralizedSumTypes ? union.Parameters![SumTypes.Union]
            : Unqualified(union.Name!.StartsWith(prefix, StringComparison.Ordinal) ? union.Name[prefix.Length..] : null);
        var members = new List<ProtoField>();
        body.OneOfs.Add(new ProtoOneOf(Legal(name), members, []));
        foreach (var member in union.Fields)
        {
            Add(body, members, member.Schema, options.Scrubbed(member.Name), TagOf(member.Schema) ?? 0, inOneOf: true);
        }
    }

    private string TypeOf(Schema schema, string fieldName, bool inOneOf)
    {
        switch (schema.Logical)
        {
            case LogicalType.Decimal: return ProtobufWords.Decimal;
            case LogicalType.Date: return ProtobufWords.Date;
            case LogicalType.Time: return ProtobufWords.TimeOfDay;
            case LogicalType.Timestamp: return ProtobufWords.Timestamp;
        }

        switch (schema.Type)
        {
            case SchemaType.Array:
                throw IllegalArgument("Array cannot be nested");
            case SchemaType.Map:
                return ProtoNames.MapEntry(Unqualified(schema.Name));
            case SchemaType.Struct:
                schema.RequireEnd();
                var name = Unqualified(schema.Name);
                return name == fieldName ? name + "Message" : name;
        }

        if (EnumName(schema) is { } symbols)
        {
            return symbols;
        }

        var scalar = ScalarOf(schema);
        var isWrapped = options.WrapperForNullables && schema.IsOptional && (!inOneOf || schema.Parameters?.GetValueOrDefault(ProtobufWords.Wrapper) == "true");
        return isWrapped ? ProtobufWords.WrapperOf(schema.Type, scalar) : scalar;
    }

    private static string ScalarOf(Schema schema) => schema.Type switch
    {
        SchemaType.Int8 or SchemaType.Int16 => "int32",
        SchemaType.Int32 => schema.Parameters?.GetValueOrDefault(ProtobufWords.Type) ?? "int32",
        SchemaType.Int64 => schema.Parameters?.GetValueOrDefault(ProtobufWords.Type) ?? "int64",
        SchemaType.Float32 => "float",
        SchemaType.Float64 => "double",
        SchemaType.Boolean => "bool",
        SchemaType.String => "string",
        _ => "bytes",
    };

    private static string? EnumName(Schema schema) => schema.Type switch
    {
        SchemaType.Int32 => schema.Parameters?.GetValueOrDefault(ProtobufWords.Enum),
        SchemaType.String => schema.Parameters?.GetValueOrDefault(SumTypes.Enum) ?? schema.Parameters?.GetValueOrDefault(ProtobufWords.Enum),
        _ => null,
    };

    private void Declare(Body body, Schema schema, string type)
    {
        if (ProtobufWords.FileOf(type) is { } file)
        {
            if (!imports.Contains(file))
            {
                imports.Add(file);
            }
        }
        else if (schema.Type == SchemaType.Struct)
        {
            // A type of the name of the message around it is that message.
            if (type != body.Name && body.Declare(type))
            {
                body.Nested.Add(Message(type, schema));
            }
        }
        else if (schema.Type == SchemaType.Map)
        {
            var entry = new Body(Legal(type)) { IsEntry = true };
            Add(entry, entry.Fields, schema.KeySchema!, "key", 1, inOneOf: false);
            Add(entry, entry.Fields, schema.ValueSchema!, "value", 2, inOneOf: false);
            body.Nested.Add(entry.Build());
        }
        else if (EnumName(schema) is not null && Unqualified(schema.Name) is var symbols && body.Declare(symbols))
        {
            body.Nested.Add(Enum(symbols, schema));
        }
    }

    private ProtoEnum Enum(string name, Schema schema)
    {
        var prefix = options.EnumParameter + ".";
        return new ProtoEnum(Legal(name))
        {
            Constants =
            [
                .. schema.Parameters!.Where(p => p.Key.StartsWith(prefix, StringComparison.Ordinal))
                    .Select(p => new ProtoConstant(p.Key[prefix.Length..], int.Parse(p.Value, CultureInfo.InvariantCulture), [])),
            ],
        };
    }

    private static IReadOnlyList<ProtoOption> MetaOf(Schema schema)
    {
        switch (schema)
        {
            case { Logical: LogicalType.Decimal }:
                return FieldMeta.Of(
                [
                    .. new[] { ("precision", schema.Parameters?.GetValueOrDefault(ProtobufWords.Precision)), ("scale", schema.Parameters?.GetValueOrDefault(DecimalLogical.ScaleParameter)) }
                        .Where(p => p.Item2 is not null).Select(p => (p.Item1, p.Item2!, true)),
                ]);
            case { Type: SchemaType.Int8 }:
                return FieldMeta.Of((ProtobufWords.ConnectType, "int8", false));
            case { Type: SchemaType.Int16 }:
                return FieldMeta.Of((ProtobufWords.ConnectType, "int16", false));
            default:
                return [];
        }
    }

    private static int? TagOf(Schema schema) =>
        schema.Parameters?.GetValueOrDefault(ProtobufWords.Tag) is { } tag ? int.Parse(tag, CultureInfo.InvariantCulture) : null;

    private string Named(string? name) => string.IsNullOrEmpty(name) ? $"{ProtobufWords.DefaultName}{++unnamed}" : name;

    private string Unqualified(string? name)
    {
        var full = Named(name);
        return options.Scrubbed(full[(full.LastIndexOf('.') + 1)..]);
    }

    private static string Legal(string name) => Identifier().IsMatch(name)
        ? name
        : throw IllegalArgument($"Invalid protobuf schema definition: {name}: \"{name}\" is not a valid identifier.");

    private static JavaException IllegalArgument(string text) => new("java.lang.IllegalArgumentException", text);

    [GeneratedRegex("^[A-Za-z_][A-Za-z0-9_]*$")]
    private static partial Regex Identifier();

    // A message while its fields are added.
    private sealed class Body(string name)
    {
        private readonly HashSet<string> declared = [];

        internal string Name => name;

        internal bool IsEntry { get; init; }

        internal List<ProtoField> Fields { get; } = [];

        internal List<ProtoOneOf> OneOfs { get; } = [];

        internal List<ProtoType> Nested { get; } = [];

        internal bool Declare(string type) => declared.Add(type);

        internal ProtoMessage Build() => new(name) { Fields = Fields, OneOfs = OneOfs, Nested = Nested };
    }
}
