using Ms2Lab.Connect.Api;
using Ms2Lab.Connect.SchemaConverters.Serdes;

namespace Ms2Lab.Connect.SchemaConverters.Avro;

/// <summary>Settings of the mapping between Connect's and Avro's data.</summary>
internal sealed record AvroDataOptions
{
    /// <summary>Enums stay enums, union members have full names (<c>enhanced.avro.schema.support</c>).</summary>
    public bool EnhancedSchemas { get; init; }

    /// <summary>Names, versions, documentation and parameters are written into Avro schemas and read from them (<c>connect.meta.data</c>).</summary>
    public bool MetaData { get; init; } = true;

    /// <summary>Illegal characters in names are replaced (<c>scrub.invalid.names</c>).</summary>
    public bool ScrubNames { get; init; }

    /// <summary>Maps with optional text keys are Avro maps (<c>allow.optional.map.keys</c>).</summary>
    public bool OptionalMapKeys { get; init; }

    /// <summary>A union of one type is that type (<c>flatten.singleton.unions</c>).</summary>
    public bool FlattenSingletonUnions { get; init; } = true;

    /// <summary>A null in a field with a default is written as null (<c>ignore.default.for.nullables</c>).</summary>
    public bool IgnoreDefaults { get; init; }

    /// <summary>Enums and unions carry the parameters of <see cref="SumTypes"/> (<c>generalized.sum.type.support</c>).</summary>
    public bool GeneralizedSumTypes { get; init; }

    /// <summary>Documentation of fields goes into their schemas, and defaults of enums and the marks of fields' defaults nowhere (<c>discard.type.doc.default</c>).</summary>
    public bool DiscardTypeDocDefault { get; init; }

    /// <summary>The parameter that marks enums.</summary>
    public string EnumParameter => GeneralizedSumTypes ? SumTypes.Enum : AvroWords.Enum;

    /// <summary>Whether texts with the parameters of an enum are written as one.</summary>
    public bool IsAvroEnum(Schema text) => (EnhancedSchemas || GeneralizedSumTypes) && text.Parameters?.ContainsKey(EnumParameter) == true;

    /// <summary>Reads the settings.</summary>
    internal static AvroDataOptions Of(SerdeConfig config) => new()
    {
        EnhancedSchemas = config.Flag("enhanced.avro.schema.support", false),
        MetaData = config.Flag("connect.meta.data", true),
        ScrubNames = config.Flag("scrub.invalid.names", false),
        OptionalMapKeys = config.Flag("allow.optional.map.keys", false),
        FlattenSingletonUnions = config.Flag("flatten.singleton.unions", true),
        IgnoreDefaults = config.Flag("ignore.default.for.nullables", false),
        GeneralizedSumTypes = config.Flag("generalized.sum.type.support", false),
        DiscardTypeDocDefault = config.Flag("discard.type.doc.default", false),
    };

    /// <summary>Whether a map becomes an Avro map; others become arrays of entries.</summary>
    public bool IsAvroMap(Schema map) => map.KeySchema is { Type: SchemaType.String } key && (!key.IsOptional || OptionalMapKeys);
}
