namespace Ms2Lab.Connect.Api;

/// <summary>
/// Describes values: type, optionality, default, name, version, documentation, parameters and, depending on the type, fields, key
/// and value schema. Immutable; two schemas are equal if all of that is equal (the hash is computed once, so that unequal schemas
/// are told apart cheaply). Made with <see cref="SchemaBuilder"/>. A schema may hold itself: the place where it does is a reference, which says
/// what the whole says and ends every comparison.
/// </summary>
public sealed partial class Schema : IEquatable<Schema>
{
    private readonly IReadOnlyList<Field> _fields;
    private readonly Dictionary<string, Field>? _fieldsByName;
    private readonly Schema? _keySchema;
    private readonly Schema? _valueSchema;
    private readonly Lazy<Schema>? _whole;
    private readonly object? _defaultValue;
    private readonly string? _name;
    private readonly int? _version;
    private readonly string? _doc;
    private readonly IReadOnlyDictionary<string, string>? _parameters;
    private int _hash;

    /// <summary>Makes a schema; arguments are taken as they are, <see cref="SchemaBuilder"/> is the place that checks.</summary>
    public Schema(
        SchemaType type, bool optional = false, object? defaultValue = null, string? name = null, int? version = null, string? doc = null,
        IReadOnlyDictionary<string, string>? parameters = null, IReadOnlyList<Field>? fields = null, Schema? keySchema = null,
        Schema? valueSchema = null)
    {
        Type = type;
        IsOptional = optional;
        _defaultValue = defaultValue;
        _name = name;
        _version = version;
        _doc = doc;
        _parameters = parameters;
        _keySchema = keySchema;
        _valueSchema = valueSchema;
        _fields = fields ?? [];
        Logical = LogicalTypes.Of(name);
        if (type == SchemaType.Struct)
        {
            _fieldsByName = new Dictionary<string, Field>(_fields.Count, StringComparer.Ordinal);
            foreach (var field in _fields)
            {
                _fieldsByName[field.Name] = field;
            }
        }
    }

    private Schema(Lazy<Schema> whole, bool optional, IReadOnlyDictionary<string, string>? parameters)
    {
        Type = SchemaType.Struct;
        IsOptional = optional;
        _fields = [];
        _parameters = parameters;
        _whole = whole;
    }

    /// <summary>The type.</summary>
    public SchemaType Type { get; }

    /// <summary>Whether it stands for a struct that it is inside of: who walks schemas has to stop here.</summary>
    public bool IsReference => _whole is not null;

    /// <summary>Whether values are Java's ByteBuffers, as the converters of Avro and Protobuf make them of bytes: they read otherwise as text. Says nothing about equality.</summary>
    public bool HoldsByteBuffers { get; init; }

    /// <summary>Whether null is a value.</summary>
    public bool IsOptional { get; }

    /// <summary>The default value, or null if there is none.</summary>
    public object? DefaultValue => _whole is null ? _defaultValue : _whole.Value.DefaultValue;

    /// <summary>The name, which for a logical type says which one; or null.</summary>
    public string? Name => _whole is null ? _name : _whole.Value.Name;

    /// <summary>The version, or null.</summary>
    public int? Version => _whole is null ? _version : _whole.Value.Version;

    /// <summary>The documentation, or null.</summary>
    public string? Doc => _whole is null ? _doc : _whole.Value.Doc;

    /// <summary>Parameters by name in the order they were given, or null if there never were any.</summary>
    public IReadOnlyDictionary<string, string>? Parameters => _whole is null ? _parameters : Merged(_whole.Value.Parameters, _parameters);

    /// <summary>The fields of a struct, in order.</summary>
    /// <exception cref="DataException">The schema is not of a struct.</exception>
    public IReadOnlyList<Field> Fields =>
        Type == SchemaType.Struct ? _whole is null ? _fields : _whole.Value.Fields : throw new DataException("Cannot list fields on non-struct type");

    /// <summary>The schema of a map's keys; null only in maps whose keys never had a type.</summary>
    /// <exception cref="DataException">The schema is not of a map.</exception>
    public Schema? KeySchema =>
        Type == SchemaType.Map ? _keySchema : throw new DataException("Cannot look up key schema on non-map type");

    /// <summary>The schema of a map's values or an array's elements; null only where they never had a type.</summary>
    /// <exception cref="DataException">The schema is neither of a map nor of an array.</exception>
    public Schema? ValueSchema =>
        Type is SchemaType.Map or SchemaType.Array
            ? _valueSchema
            : throw new DataException("Cannot look up value schema on non-array and non-map type");

    /// <summary>Which of Connect's logical types the name stands for.</summary>
    public LogicalType Logical { get; }

    /// <summary>The field of that name, or null.</summary>
    /// <exception cref="DataException">The schema is not of a struct.</exception>
    public Field? Field(string name) =>
        _whole is not null ? _whole.Value.Field(name)
        : _fieldsByName is null
            ? throw new DataException("Cannot look up fields on non-struct type")
            : _fieldsByName.GetValueOrDefault(name);

    /// <summary>Checks a value against this schema.</summary>
    /// <exception cref="DataException">The value does not fit.</exception>
    public void ValidateValue(object? value) => SchemaValidation.Validate(null, this, value);

    /// <summary>Refuses a reference: those who write whole schemas call it, and the real ones run out of stack there.</summary>
    /// <exception cref="JavaException">The schema is a reference.</exception>
    public void RequireEnd()
    {
        if (IsReference)
        {
            throw new JavaException("java.lang.StackOverflowError", null);
        }
    }

    /// <inheritdoc/>
    public bool Equals(Schema? other) =>
        ReferenceEquals(this, other) || (other is not null && GetHashCode() == other.GetHashCode() && SchemaEquality.Equal(this, other));

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Schema);

    /// <inheritdoc/>
    public override int GetHashCode() => _hash != 0 ? _hash : _hash = SchemaEquality.Hash(this) | 1;

    /// <inheritdoc/>
    public override string ToString() => Name is null ? $"Schema{{{Type.Name()}}}" : $"Schema{{{Name}:{Type.Name()}}}";

    internal static Schema Inside(Lazy<Schema> whole, bool optional, IReadOnlyDictionary<string, string>? parameters) => new(whole, optional, parameters);

    internal Schema? KeyOrNull => _keySchema;

    internal Schema? ValueOrNull => _valueSchema;

    internal IReadOnlyList<Field> FieldsOrEmpty => _fields;

    private static Dictionary<string, string> Merged(IReadOnlyDictionary<string, string>? first, IReadOnlyDictionary<string, string>? second)
    {
        var merged = new Dictionary<string, string>(first ?? new Dictionary<string, string>(), StringComparer.Ordinal);
        foreach (var (name, value) in second ?? new Dictionary<string, string>())
        {
            merged[name] = value;
        }

        return merged;
    }
}
