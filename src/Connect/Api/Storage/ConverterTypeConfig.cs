namespace Ms2Lab.Connect.Api;

/// <summary>The setting <c>converter.type</c>, which the worker fills in for converters.</summary>
public static class ConverterTypeConfig
{
    /// <summary>The setting's name.</summary>
    public const string Name = "converter.type";

    /// <summary>A new definition list that holds this setting.</summary>
    public static ConfigDef NewConfigDef() => new ConfigDef().Define(
        Name, ConfigDefType.String, ConfigDef.NoDefaultValue, Importance.Low,
        "What the converter is used for: key, value or header.", ValidString.In("key", "value", "header"));
}
