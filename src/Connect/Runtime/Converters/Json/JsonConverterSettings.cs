using Ms2Lab.Connect.Api;

namespace Ms2Lab.Connect.Runtime.Converters.Json;

/// <summary>The settings of the JSON converter.</summary>
internal sealed record JsonConverterSettings(
    bool SchemasEnable, int SchemaCacheSize, string? SchemaContent, bool NumericDecimals, bool ReplaceNullWithDefault)
{
    public static JsonConverterSettings Default { get; } = new(true, 1000, null, false, true);

    public static ConfigDef Define(ConfigDef config) => config
        .Define(
            "schemas.enable", ConfigDefType.Boolean, true, Importance.High, "Whether each key or value carries its schema.",
            group: "Schemas", orderInGroup: 0, width: Width.Medium, displayName: "Enable Schemas")
        .Define(
            "schemas.cache.size", ConfigDefType.Int, 1000, Importance.High, "How many schemas this converter remembers.",
            group: "Schemas", orderInGroup: 1, width: Width.Medium, displayName: "Schema Cache Size")
        .Define(
            "schema.content", ConfigDefType.String, null, Importance.High,
            "A schema in JSON that holds for all messages, which then carry only their payload.",
            group: "Schemas", orderInGroup: 2, width: Width.Medium, displayName: "Schema Content")
        .Define(
            "decimal.format", ConfigDefType.String, "BASE64", Importance.Low,
            "How decimals are written: BASE64 for their bytes or NUMERIC for a number.",
            CaseInsensitiveValidString.In("BASE64", "NUMERIC"), "Serialization", 0, Width.Medium, "Decimal Format")
        .Define(
            "replace.null.with.default", ConfigDefType.Boolean, true, Importance.Low,
            "Whether a null becomes the default of its schema.",
            group: "Serialization", orderInGroup: 1, width: Width.Medium, displayName: "Replace null with default");

    public static JsonConverterSettings Of(ConfigValues config) => new(
        config.GetBoolean("schemas.enable"), config.GetInt("schemas.cache.size"), config.GetString("schema.content"),
        config.RequireString("decimal.format").Equals("NUMERIC", StringComparison.OrdinalIgnoreCase),
        config.GetBoolean("replace.null.with.default"));
}
