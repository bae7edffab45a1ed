using System.Numerics;
using Ms2Lab.Connect.Api;

namespace Ms2Lab.Connect.Runtime.Converters.Json;

/// <summary>A JSON value with Jackson's lenient accessors: what is of another kind is 0, false or null.</summary>
internal sealed class JsonNode
{
    private readonly object? _value;

    private JsonNode(JsonNodeType type, object? value)
    {
        Type = type;
        _value = value;
    }

    public static JsonNode Null { get; } = new(JsonNodeType.Null, null);

    public static JsonNode Missing { get; } = new(JsonNodeType.Missing, null);

    public static JsonNode True { get; } = new(JsonNodeType.Boolean, true);

    public static JsonNode False { get; } = new(JsonNodeType.Boolean, false);

    public JsonNodeType Type { get; }

    public string TypeName => Type.ToString().ToUpperInvariant();

    public bool IsNull => Type is JsonNodeType.Null or JsonNodeType.Missing;

    public bool IsIntegral => _value is long or BigInteger;

    public bool IsInt => _value is long and >= int.MinValue and <= int.MaxValue;

    public string? Text => _value as string;

    public bool Boolean => _value is true;

    public Dictionary<string, JsonNode>? Members => _value as Dictionary<string, JsonNode>;

    public List<JsonNode>? Elements => _value as List<JsonNode>;

    /// <summary>What iterating over the node gives: elements, or the values of an object, or nothing.</summary>
    public IEnumerable<JsonNode> Children => Elements ?? (IEnumerable<JsonNode>?)Members?.Values ?? [];

    public long Long => _value switch
    {
        long n => n,
        BigInteger n => unchecked((long)(ulong)(n & ulong.MaxValue)),
        BigDecimal d => d.ToInt64(),
        _ => 0,
    };

    public double Double => _value switch
    {
        long n => n,
        BigInteger n => (double)n,
        BigDecimal d => d.ToDouble(),
        _ => 0,
    };

    public float Float => _value switch
    {
        long n => n,
        BigInteger n => (float)n,
        BigDecimal d => d.ToSingle(),
        _ => 0,
    };

    public BigDecimal Decimal => _value switch
    {
        long n => new BigDecimal(n, 0),
        BigInteger n => new BigDecimal(n, 0),
        BigDecimal d => d,
        _ => default,
    };

    public static JsonNode Of(string text) => new(JsonNodeType.String, text);

    public static JsonNode Of(long number) => new(JsonNodeType.Number, number);

    public static JsonNode Of(BigInteger number) => new(JsonNodeType.Number, number);

    public static JsonNode Of(BigDecimal number) => new(JsonNodeType.Number, number);

    public static JsonNode Of(List<JsonNode> elements) => new(JsonNodeType.Array, elements);

    public static JsonNode Of(Dictionary<string, JsonNode> members) => new(JsonNodeType.Object, members);

    /// <summary>The member of that name, null if there is none or the node is no object.</summary>
    public JsonNode? Get(string name) => Members?.GetValueOrDefault(name);

    /// <summary>The bytes that a text holds in base64; null if the node is no text.</summary>
    public byte[]? Binary() => Text is { } text ? JsonBase64.Decode(text) : null;
}
