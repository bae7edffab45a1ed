using System.Text.Json;
using Ms2Lab.Schemas.Formats.Json;

namespace Ms2Lab.Schemas.Formats.JsonSchema;

/// <summary>One schema of a document. Keywords are read from <see cref="Json"/> on demand; sub-schemas are parsed once.</summary>
public sealed class SchemaNode
{
    private Func<SchemaNode>? target;
    private SchemaNode? resolved;

    internal SchemaNode(SchemaKind kind, JsonElement json)
    {
        Kind = kind;
        Json = json;
    }

    /// <summary>What the schema says.</summary>
    public SchemaKind Kind { get; }

    /// <summary>The JSON it was read from.</summary>
    public JsonElement Json { get; }

    /// <summary>Whether title, default and so on belong to an enclosing combination of the same JSON.</summary>
    public bool IsPart { get; internal init; }

    internal bool HasNoId { get; init; }

    /// <summary>Whether values of other types are refused; without it keywords say nothing about them.</summary>
    public bool RequiresType { get; internal init; }

    /// <summary>Whether a number must be an integer.</summary>
    public bool IsInteger { get; internal init; }

    /// <summary>Declared properties in order of the text.</summary>
    public OrderedDictionary<string, SchemaNode> Properties { get; } = [];

    /// <summary>Sub-schemas by pattern of property name.</summary>
    public OrderedDictionary<string, SchemaNode> PatternProperties { get; } = [];

    /// <summary>Names of required properties.</summary>
    public IReadOnlySet<string> Required { get; internal init; } = new HashSet<string>();

    /// <summary>Sub-schemas of a combination, or the one of <c>not</c>.</summary>
    public List<SchemaNode> Parts { get; } = [];

    /// <summary>Schema of all items, or null.</summary>
    public SchemaNode? Items { get; internal set; }

    /// <summary>Schemas of the first items.</summary>
    public List<SchemaNode> PrefixItems { get; } = [];

    /// <summary>Schema of properties (object) or items (array) not named, or null; kind False forbids them.</summary>
    public SchemaNode? Additional { get; internal set; }

    /// <summary>unevaluatedProperties or unevaluatedItems, or null.</summary>
    public SchemaNode? Unevaluated { get; internal set; }

    /// <summary>Schema of the names of properties, or null.</summary>
    public SchemaNode? PropertyNames { get; internal set; }

    /// <summary>Schema that some item must hold to, or null.</summary>
    public SchemaNode? Contains { get; internal set; }

    /// <summary>The condition of a conditional schema, or null.</summary>
    public SchemaNode? If { get; internal set; }

    /// <summary>What holds when the condition does, or null.</summary>
    public SchemaNode? Then { get; internal set; }

    /// <summary>What holds when the condition does not, or null.</summary>
    public SchemaNode? Else { get; internal set; }

    /// <summary>Schemas that hold when a property is there.</summary>
    public OrderedDictionary<string, SchemaNode> DependentSchemas { get; } = [];

    /// <summary>Properties required when a property is there.</summary>
    public OrderedDictionary<string, IReadOnlySet<string>> DependentRequired { get; } = [];

    /// <summary>The schema itself, or what a reference points to.</summary>
    public SchemaNode Resolved
    {
        get
        {
            if (target is null)
            {
                return this;
            }

            if (resolved is null)
            {
                var seen = new HashSet<SchemaNode>(ReferenceEqualityComparer.Instance) { this };
                var next = target();
                while (next.target is not null && seen.Add(next))
                {
                    next = next.target();
                }

                resolved = next;
            }

            return resolved;
        }
    }

    /// <summary>Whether unnamed properties or items are allowed.</summary>
    public bool PermitsAdditional => Additional is not { Kind: SchemaKind.False };

    /// <summary>The schema of unnamed properties or items when it limits them.</summary>
    public SchemaNode? AdditionalSchema => Additional is { Kind: SchemaKind.False or SchemaKind.Empty } ? null : Additional;

    /// <summary>Whether it has a default.</summary>
    public bool HasDefault => Keyword("default") is not null;

    /// <summary>A keyword as compact JSON, or null; nothing for a part of a combination.</summary>
    public string? Annotation(string name) => IsPart ? null : Keyword(name) is { } v ? JsonText.Of(v) : null;

    /// <summary>A numeric keyword, or null.</summary>
    public decimal? Limit(string name) => Keyword(name) is { ValueKind: JsonValueKind.Number } v && v.TryGetDecimal(out var d) ? d : null;

    /// <summary>A keyword, or null.</summary>
    public JsonElement? Keyword(string name) => Json.ValueKind == JsonValueKind.Object && Json.TryGetProperty(name, out var v) ? v : null;

    internal static SchemaNode ReferenceTo(JsonElement json, Func<SchemaNode> target) => new(SchemaKind.Reference, json) { target = target };
}
