namespace Ms2Lab.Schemas.Formats.Avro;

/// <summary>How closely a schema text is looked at.</summary>
public enum AvroChecks
{
    /// <summary>Names of letters, digits and underscores. Name spaces and defaults are taken as they are: what a registry already holds, or looks up.</summary>
    Stored,

    /// <summary>Names, name spaces and defaults: what Avro's own parser looks at.</summary>
    Usual,

    /// <summary>As usual, and letters and digits are those of ASCII: what a registry looks at in a schema that it does not hold yet.</summary>
    New,
}
