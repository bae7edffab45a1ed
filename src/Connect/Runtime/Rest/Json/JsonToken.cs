namespace Ms2Lab.Connect.Runtime.Rest.Json;

/// <summary>What a request body holds next.</summary>
internal enum JsonToken
{
    /// <summary>Nothing more.</summary>
    End,

    /// <summary>An opening brace.</summary>
    StartObject,

    /// <summary>A closing brace.</summary>
    EndObject,

    /// <summary>An opening bracket.</summary>
    StartArray,

    /// <summary>A closing bracket.</summary>
    EndArray,

    /// <summary>A name of an object's field.</summary>
    FieldName,

    /// <summary>A text.</summary>
    String,

    /// <summary>A number without fraction and exponent.</summary>
    Integer,

    /// <summary>A number with fraction or exponent.</summary>
    Float,

    /// <summary>The word true.</summary>
    True,

    /// <summary>The word false.</summary>
    False,

    /// <summary>The word null.</summary>
    Null,
}
