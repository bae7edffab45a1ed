namespace Ms2Lab.Connect.Runtime.Converters.Json;

/// <summary>The kinds of JSON values, named in messages in capitals as Jackson does.</summary>
internal enum JsonNodeType
{
    Null,
    Boolean,
    Number,
    String,
    Array,
    Object,
    Missing,
}
