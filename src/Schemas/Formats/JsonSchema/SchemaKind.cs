namespace Ms2Lab.Schemas.Formats.JsonSchema;

/// <summary>What a JSON Schema mainly says; a schema that says several things is an <see cref="AllOf"/> of them.</summary>
public enum SchemaKind
{
    /// <summary>Everything is allowed: <c>{}</c> or <c>true</c>.</summary>
    Empty,

    /// <summary>Nothing is allowed: <c>false</c>.</summary>
    False,

    /// <summary>Text.</summary>
    String,

    /// <summary>Number or integer.</summary>
    Number,

    /// <summary>True or false.</summary>
    Boolean,

    /// <summary>Null.</summary>
    Null,

    /// <summary>Object.</summary>
    Object,

    /// <summary>Array.</summary>
    Array,

    /// <summary>One given value.</summary>
    Const,

    /// <summary>One of given values.</summary>
    Enum,

    /// <summary>All sub-schemas hold.</summary>
    AllOf,

    /// <summary>At least one sub-schema holds.</summary>
    AnyOf,

    /// <summary>Exactly one sub-schema holds.</summary>
    OneOf,

    /// <summary>The sub-schema does not hold.</summary>
    Not,

    /// <summary>if, then, else.</summary>
    Conditional,

    /// <summary>A reference.</summary>
    Reference,
}
