using Ms2Lab.Connect.Api;

namespace Ms2Lab.Connect.SchemaConverters.Json;

/// <summary>The names by which JSON Schemas carry what only Connect knows, and the other way round.</summary>
internal static class JsonWords
{
    internal const string Namespace = "io.confluent.connect.json";
    internal const string Enum = Namespace + ".Enum";
    internal const string Union = Namespace + ".OneOf";
    internal const string Id = Namespace + ".Id";
    internal const string IdPrefix = "#id";
    internal const string ConnectType = "connect.type";
    internal const string ConnectVersion = "connect.version";
    internal const string ConnectParameters = "connect.parameters";
    internal const string ConnectIndex = "connect.index";
    internal const string Null = "<NULL>";
    internal const string Key = "key";
    internal const string Value = "value";

    /// <summary>Whether a struct stands for one of several schemas: one of its fields is set.</summary>
    internal static bool IsUnion(Schema schema) =>
        schema.Type == SchemaType.Struct && (schema.Name == Union || SumTypes.IsUnion(schema));

    /// <summary>The field of a union's member, by its place.</summary>
    internal static string UnionField(Schema union, int index) => UnionField(SumTypes.IsUnion(union), index);

    /// <summary>The field of a union's member, by its place.</summary>
    internal static string UnionField(bool generalized, int index) => generalized ? SumTypes.FieldOf(index) : $"{Union}.field.{index}";

    /// <summary>Whether a map becomes a JSON object; others become arrays of entries.</summary>
    internal static bool IsObject(Schema map) => map.KeySchema is { Type: SchemaType.String, IsOptional: false };
}
