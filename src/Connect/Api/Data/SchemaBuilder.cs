namespace Ms2Lab.Connect.Api;

/// <summary>Builds a <see cref="Schema"/>; each attribute may be set once.</summary>
public sealed class SchemaBuilder
{
    private readonly Dictionary<string, Field> _fieldsByName = new(StringComparer.Ordinal);
    private readonly List<Field> _fields = [];
    private bool? _optional;
    private object? _defaultValue;
    private string? _name;
    private int? _version;
    private string? _doc;
    private Dictionary<string, string>? _parameters;
    private Schema? _keySchema;
    private Schema? _valueSchema;
    private Lazy<Schema>? _whole;
    private bool _byteBuffers;

    /// <summary>A builder of a type.</summary>
    public SchemaBuilder(SchemaType type) => Type = type;

    /// <summary>The type that is built.</summary>
    public SchemaType Type { get; }

    /// <summary>Whether null is a value, as far as set.</summary>
    public bool IsOptional => _optional ?? false;

    /// <summary>The fields so far.</summary>
    public IReadOnlyList<Field> Fields => _fields;

    /// <summary>The name so far.</summary>
    public string? SchemaName => _name;

    /// <summary>The parameters so far, null if none.</summary>
    public IReadOnlyDictionary<string, string>? SchemaParameters => _parameters;

    /// <summary>A builder of INT8.</summary>
    public static SchemaBuilder Int8() => new(SchemaType.Int8);

    /// <summary>A builder of INT16.</summary>
    public static SchemaBuilder Int16() => new(SchemaType.Int16);

    /// <summary>A builder of INT32.</summary>
    public static SchemaBuilder Int32() => new(SchemaType.Int32);

    /// <summary>A builder of INT64.</summary>
    public static SchemaBuilder Int64() => new(SchemaType.Int64);

    /// <summary>A builder of FLOAT32.</summary>
    public static SchemaBuilder Float32() => new(SchemaType.Float32);

    /// <summary>A builder of FLOAT64.</summary>
    public static SchemaBuilder Float64() => new(SchemaType.Float64);

    /// <summary>A builder of BOOLEAN.</summary>
    public static SchemaBuilder Bool() => new(SchemaType.Boolean);

    /// <summary>A builder of STRING.</summary>
    public static SchemaBuilder String() => new(SchemaType.String);

    /// <summary>A builder of BYTES.</summary>
    public static SchemaBuilder Bytes() => new(SchemaType.Bytes);

    /// <summary>A builder of STRUCT.</summary>
    public static SchemaBuilder Struct() => new(SchemaType.Struct);

    /// <summary>A builder of ARRAY; the element schema is null only for arrays whose elements never had a type.</summary>
    public static SchemaBuilder Array(Schema? valueSchema) => new(SchemaType.Array) { _valueSchema = valueSchema };

    /// <summary>A builder of MAP; a schema is null only where keys or values never had a type.</summary>
    public static SchemaBuilder Map(Schema? keySchema, Schema? valueSchema) =>
        new(SchemaType.Map) { _keySchema = keySchema, _valueSchema = valueSchema };

    /// <summary>A builder of a reference to a struct from inside it; only optionality and parameters are its own.</summary>
    /// <param name="whole">The struct that is being built; the reference is looked at when that is done.</param>
    public static SchemaBuilder Inside(SchemaBuilder whole)
    {
        ArgumentNullException.ThrowIfNull(whole);
        return new(SchemaType.Struct) { _whole = new Lazy<Schema>(whole.Build) };
    }

    /// <summary>A builder of BYTES whose values are Java's ByteBuffers.</summary>
    public static SchemaBuilder ByteBuffers() => new(SchemaType.Bytes) { _byteBuffers = true };

    /// <summary>Allows null.</summary>
    public SchemaBuilder Optional()
    {
        CheckUnset("optional", _optional is not null and not true);
        _optional = true;
        return this;
    }

    /// <summary>Refuses null.</summary>
    public SchemaBuilder Required()
    {
        CheckUnset("optional", _optional is not null and not false);
        _optional = false;
        return this;
    }

    /// <summary>Sets the default; it must fit what has been set so far.</summary>
    /// <exception cref="SchemaBuilderException">It does not fit, or there is one already.</exception>
    public SchemaBuilder DefaultValue(object? value)
    {
        CheckUnset("default", _defaultValue is not null && !ReferenceEquals(_defaultValue, value));
        try
        {
            Build().ValidateValue(value);
        }
        catch (DataException e)
        {
            throw new SchemaBuilderException("Invalid default value", e);
        }

        _defaultValue = value;
        return this;
    }

    /// <summary>Sets the name.</summary>
    public SchemaBuilder Name(string? name)
    {
        CheckUnset("name", _name is not null && _name != name);
        _name = name;
        return this;
    }

    /// <summary>Sets the version.</summary>
    public SchemaBuilder Version(int? version)
    {
        CheckUnset("version", _version is not null && _version != version);
        _version = version;
        return this;
    }

    /// <summary>Sets the documentation.</summary>
    public SchemaBuilder Doc(string? doc)
    {
        CheckUnset("doc", _doc is not null && _doc != doc);
        _doc = doc;
        return this;
    }

    /// <summary>Sets one parameter.</summary>
    public SchemaBuilder Parameter(string name, string value)
    {
        _parameters ??= new Dictionary<string, string>(StringComparer.Ordinal);
        _parameters[name] = value;
        return this;
    }

    /// <summary>Sets parameters; none at all changes nothing.</summary>
    public SchemaBuilder Parameters(IReadOnlyDictionary<string, string>? parameters)
    {
        foreach (var (name, value) in parameters ?? new Dictionary<string, string>())
        {
            Parameter(name, value);
        }

        return this;
    }

    /// <summary>Adds a field to a struct.</summary>
    /// <exception cref="SchemaBuilderException">Not a struct, no name, or a name that is taken.</exception>
    public SchemaBuilder Field(string fieldName, Schema fieldSchema)
    {
        if (Type != SchemaType.Struct)
        {
            throw new SchemaBuilderException($"Cannot create fields on type {Type.Name()}");
        }

        if (string.IsNullOrEmpty(fieldName))
        {
            throw new SchemaBuilderException("fieldName cannot be null.");
        }

        if (fieldSchema is null)
        {
            throw new SchemaBuilderException($"fieldSchema for field {fieldName} cannot be null.");
        }

        var field = new Field(fieldName, _fields.Count, fieldSchema);
        if (!_fieldsByName.TryAdd(fieldName, field))
        {
            throw new SchemaBuilderException($"Cannot create field because of field name duplication {fieldName}");
        }

        _fields.Add(field);
        return this;
    }

    /// <summary>The field of that name so far, or null.</summary>
    public Field? FieldNamed(string fieldName) => _fieldsByName.GetValueOrDefault(fieldName);

    /// <summary>The schema; the builder may be used further.</summary>
    public Schema Build()
    {
        var parameters = _parameters is null ? null : new Dictionary<string, string>(_parameters, StringComparer.Ordinal);
        return _whole is not null
            ? Schema.Inside(_whole, IsOptional, parameters)
            : new(
                Type, IsOptional, _defaultValue, _name, _version, _doc, parameters,
                Type == SchemaType.Struct ? _fields.ToArray() : null, _keySchema, _valueSchema) { HoldsByteBuffers = _byteBuffers };
    }

    private static void CheckUnset(string attribute, bool set)
    {
        if (set)
        {
            throw new SchemaBuilderException($"Invalid SchemaBuilder call: {attribute} has already been set.");
        }
    }
}
