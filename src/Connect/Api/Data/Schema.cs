namespace Ms2Lab.Connect.Api;

/// <summary>
/// Describes values: type, optionality, default, name, version, documentation, parameters and, depending on the type, fields, key
/// and value schema. Immutable; two schemas are equal if all of that is equal (the hash is computed once, so that unequal schemas
/// are told apart cheaply). Made with <see cref="SchemaBuilder"/>.
/// </summary>
public sealed partial class Schema : IEquatable<Schema>
{
    private readonly IReadOnlyList<Field> _fields;
    private readonly Dictionary<string, Field>? _fieldsByName;
    private readonly Schema? _keySchema;
    private readonly Schema? _valueSchema;
    private int _hash;

    /// <summary>Makes a schema; arguments are taken as they are, <see cref="SchemaBuilder"/> is the place that checks.</summary>
    public Schema(
        SchemaType type, bool optional = false, object? defaultValue = null, string? name = null, int? version = null, string? doc = null,
        IReadOnlyDictionary<string, string>? parameters = null, IReadOnlyList<Field>? fields = null, Schema? keySchema = null,
        Schema? valueSchema = null)
    {
        Type = type;
        IsOptional = optional;
        DefaultValue = defaultValue;
        Name = name;
        Version = version;
        Doc = doc;
        Parameters = parameters;
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

    /// <summary>The type.</summary>
    public SchemaType Type { get; }

    /// <summary>Whether null is a value.</summary>
    public bool IsOptional { get; }

    /// <summary>The default value, or null if there is none.</summary>
    public object? DefaultValue { get; }

    /// <summary>The name, which for a logical type says which one; or null.</summary>
    public string? Name { get; }

    /// <summary>The version, or null.</summary>
    public int? Version { get; }

    /// <summary>The documentation, or null.</summary>
    public string? Doc { get; }

    /// <summary>Parameters by name in the order they were given, or null if there never were any.</summary>
    public IReadOnlyDictionary<string, string>? Parameters { get; }

    /// <summary>The fields of a struct, in order.</summary>
    /// <exception cref="DataException">The schema is not of a struct.</exception>
    public IReadOnlyList<Field> Fields =>
        Type == SchemaType.Struct ? _fields : throw new DataException("Cannot list fields on non-struct type");

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
        _fieldsByName is null
            ? throw new DataException("Cannot look up fields on non-struct type")
            : _fieldsByName.GetValueOrDefault(name);

    /// <summary>Checks a value against this schema.</summary>
    /// <exception cref="DataException">The value does not fit.</exception>
    public void ValidateValue(object? value) => SchemaValidation.Validate(null, this, value);

    /// <inheritdoc/>
    public bool Equals(Schema? other) =>
        ReferenceEquals(this, other) || (other is not null && GetHashCode() == other.GetHashCode() && SchemaEquality.Equal(this, other));

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Schema);

    /// <inheritdoc/>
    public override int GetHashCode() => _hash != 0 ? _hash : _hash = SchemaEquality.Hash(this) | 1;

    /// <inheritdoc/>
    public override string ToString() => Name is null ? $"Schema{{{Type.Name()}}}" : $"Schema{{{Name}:{Type.Name()}}}";

    internal Schema? KeyOrNull => _keySchema;

    internal Schema? ValueOrNull => _valueSchema;

    internal IReadOnlyList<Field> FieldsOrEmpty => _fields;
}
