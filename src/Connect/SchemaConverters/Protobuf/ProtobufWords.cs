using Ms2Lab.Connect.Api;
using Ms2Lab.Schemas.Formats.Protobuf.Descriptors;

namespace Ms2Lab.Connect.SchemaConverters.Protobuf;

/// <summary>The names by which Connect schemas carry what only Protobuf knows, and the types that stand for Connect's own.</summary>
internal static class ProtobufWords
{
    internal const string Namespace = "io.confluent.connect.protobuf";
    internal const string DefaultName = "ConnectDefault";
    internal const string Enum = Namespace + ".Enum";
    internal const string Union = Namespace + ".Union";
    internal const string Tag = Namespace + ".Tag";
    internal const string Type = Namespace + ".Type";
    internal const string Wrapper = Namespace + ".Wrapper";
    internal const string Precision = "connect.decimal.precision";
    internal const string ConnectType = "connect.type";
    internal const string Decimal = "confluent.type.Decimal";
    internal const string Date = "google.type.Date";
    internal const string TimeOfDay = "google.type.TimeOfDay";
    internal const string Timestamp = "google.protobuf.Timestamp";
    internal const string WrapperFile = "google/protobuf/wrappers.proto";
    private const string WellKnown = "google.protobuf.";

    /// <summary>Whether a struct stands for a oneof: one of its fields is set.</summary>
    internal static bool IsUnion(Schema schema) =>
        schema.Type == SchemaType.Struct
        && (schema.Name?.StartsWith(Union, StringComparison.Ordinal) == true || SumTypes.IsUnion(schema));

    /// <summary>The message that wraps a value of a Connect type, by its full name.</summary>
    /// <param name="type">A primitive type.</param>
    /// <param name="scalar">The scalar it is written as.</param>
    internal static string WrapperOf(SchemaType type, string? scalar = null) => WellKnown + type switch
    {
        SchemaType.Int8 or SchemaType.Int16 or SchemaType.Int32 => "Int32Value",
        SchemaType.Int64 => scalar switch
        {
            "uint32" or "fixed32" => "UInt32Value",
            "uint64" or "fixed64" => "UInt64Value",
            _ => "Int64Value",
        },
        SchemaType.Float32 => "FloatValue",
        SchemaType.Float64 => "DoubleValue",
        SchemaType.Boolean => "BoolValue",
        SchemaType.String => "StringValue",
        _ => "BytesValue",
    };

    /// <summary>The Connect type that a message wraps, or null if it is no wrapper.</summary>
    internal static SchemaType? Wrapped(MessageDescriptor message) => message.FullName switch
    {
        WellKnown + "DoubleValue" => SchemaType.Float64,
        WellKnown + "FloatValue" => SchemaType.Float32,
        WellKnown + "Int64Value" or WellKnown + "UInt64Value" or WellKnown + "UInt32Value" => SchemaType.Int64,
        WellKnown + "Int32Value" => SchemaType.Int32,
        WellKnown + "BoolValue" => SchemaType.Boolean,
        WellKnown + "StringValue" => SchemaType.String,
        WellKnown + "BytesValue" => SchemaType.Bytes,
        _ => null,
    };

    /// <summary>The file that a type of another package comes from, or null for one declared here.</summary>
    internal static string? FileOf(string type) => type switch
    {
        Decimal => "confluent/type/decimal.proto",
        Date => "google/type/date.proto",
        TimeOfDay => "google/type/timeofday.proto",
        Timestamp => "google/protobuf/timestamp.proto",
        _ when type.StartsWith(WellKnown, StringComparison.Ordinal) => WrapperFile,
        _ => null,
    };

    /// <summary>A simple name made legal: as Avro's, but an underscore may not begin it either.</summary>
    internal static string Scrubbed(string name)
    {
        var scrubbed = Avro.AvroWords.Scrubbed(name);
        return scrubbed.StartsWith('_') ? "x" + scrubbed : scrubbed;
    }
}
