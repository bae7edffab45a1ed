using Ms2Lab.Connect.Api;

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

    /// <summary>Whether a map becomes an Avro map; others become arrays of entries.</summary>
    public bool IsAvroMap(Schema map) => map.KeySchema is { Type: SchemaType.String } key && (!key.IsOptional || OptionalMapKeys);
}
