using Ms2Lab.Connect.Api;
using Ms2Lab.Connect.SchemaConverters.Serdes;

namespace Ms2Lab.Connect.SchemaConverters.Json;

/// <summary>Settings of the mapping between Connect's data and JSON with a JSON Schema.</summary>
internal sealed record JsonDataOptions
{
    private readonly string decimals = "BASE64";

    /// <summary>Objects may have more properties than their schema (<c>object.additional.properties</c>).</summary>
    public bool AdditionalProperties { get; init; } = true;

    /// <summary>Properties that are not required are optional (<c>use.optional.for.nonrequired</c>).</summary>
    public bool OptionalForNonRequired { get; init; }

    /// <summary>A combination of one schema is that schema (<c>flatten.singleton.unions</c>).</summary>
    public bool FlattenSingletonUnions { get; init; } = true;

    /// <summary>Enums and unions carry the parameters of <see cref="SumTypes"/> (<c>generalized.sum.type.support</c>).</summary>
    public bool GeneralizedSumTypes { get; init; }

    /// <summary>A null in a field with a default is written as null (<c>ignore.default.for.nullables</c>).</summary>
    public bool IgnoreDefaults { get; init; }

    /// <summary>Decimals are numbers and not base64 text (<c>decimal.format</c>).</summary>
    /// <exception cref="JavaException">The setting is neither BASE64 nor NUMERIC; the real converter finds out here, too.</exception>
    public bool NumericDecimals => decimals.ToUpperInvariant() switch
    {
        "NUMERIC" => true,
        "BASE64" => false,
        var other => throw new JavaException(
            "java.lang.IllegalArgumentException", $"No enum constant org.apache.kafka.connect.json.DecimalFormat.{other}"),
    };

    /// <summary>The parameter that marks enums.</summary>
    public string EnumParameter => GeneralizedSumTypes ? SumTypes.Enum : JsonWords.Enum;

    /// <summary>Reads the settings.</summary>
    internal static JsonDataOptions Of(SerdeConfig config) => new(config.Text("decimal.format", "BASE64"))
    {
        AdditionalProperties = config.Flag("object.additional.properties", true),
        OptionalForNonRequired = config.Flag("use.optional.for.nonrequired", false),
        FlattenSingletonUnions = config.Flag("flatten.singleton.unions", true),
        GeneralizedSumTypes = config.Flag("generalized.sum.type.support", false),
        IgnoreDefaults = config.Flag("ignore.default.for.nullables", false),
    };

    private JsonDataOptions(string decimals) => this.decimals = decimals;
}
