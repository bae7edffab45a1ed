using System.Text;

namespace Ms2Lab.Connect.Api;

/// <summary>A record of named fields, checked against its schema field by field. Not safe for concurrent writing.</summary>
public sealed class Struct : IEquatable<Struct>
{
    private readonly object?[] _values;

    /// <summary>An empty struct of a schema.</summary>
    /// <exception cref="DataException">The schema is not of a struct.</exception>
    public Struct(Schema schema)
    {
        ArgumentNullException.ThrowIfNull(schema);
        if (schema.Type != SchemaType.Struct)
        {
            throw new DataException($"Not a struct schema: {schema}");
        }

        Schema = schema;
        _values = schema.Fields.Count == 0 ? [] : new object?[schema.Fields.Count];
    }

    /// <summary>The schema.</summary>
    public Schema Schema { get; }

    /// <summary>The value of a field, or the field's default where the value is null.</summary>
    /// <exception cref="DataException">There is no such field.</exception>
    public object? Get(string fieldName) => Get(Lookup(fieldName));

    /// <summary>The value of a field of this struct's schema, or the field's default where the value is null.</summary>
    public object? Get(Field field) => _values[field.Index] ?? field.Schema.DefaultValue;

    /// <summary>The value of a field as it was put, null included.</summary>
    public object? GetWithoutDefault(string fieldName) => _values[Lookup(fieldName).Index];

    /// <summary>The value at a field's position as it was put, null included.</summary>
    public object? GetWithoutDefault(Field field) => _values[field.Index];

    /// <summary>The INT8 field, null if unset.</summary>
    public sbyte? GetInt8(string fieldName) => (sbyte?)Typed(fieldName, SchemaType.Int8);

    /// <summary>The INT16 field, null if unset.</summary>
    public short? GetInt16(string fieldName) => (short?)Typed(fieldName, SchemaType.Int16);

    /// <summary>The INT32 field, null if unset.</summary>
    public int? GetInt32(string fieldName) => (int?)Typed(fieldName, SchemaType.Int32);

    /// <summary>The INT64 field, null if unset.</summary>
    public long? GetInt64(string fieldName) => (long?)Typed(fieldName, SchemaType.Int64);

    /// <summary>The FLOAT32 field, null if unset.</summary>
    public float? GetFloat32(string fieldName) => (float?)Typed(fieldName, SchemaType.Float32);

    /// <summary>The FLOAT64 field, null if unset.</summary>
    public double? GetFloat64(string fieldName) => (double?)Typed(fieldName, SchemaType.Float64);

    /// <summary>The BOOLEAN field, null if unset.</summary>
    public bool? GetBoolean(string fieldName) => (bool?)Typed(fieldName, SchemaType.Boolean);

    /// <summary>The STRING field, null if unset.</summary>
    public string? GetString(string fieldName) => (string?)Typed(fieldName, SchemaType.String);

    /// <summary>The BYTES field, null if unset.</summary>
    public byte[]? GetBytes(string fieldName) => (byte[]?)Typed(fieldName, SchemaType.Bytes);

    /// <summary>The ARRAY field, null if unset.</summary>
    public IReadOnlyList<object?>? GetArray(string fieldName) => (IReadOnlyList<object?>?)Typed(fieldName, SchemaType.Array);

    /// <summary>The MAP field, null if unset.</summary>
    public ConnectMap? GetMap(string fieldName) => (ConnectMap?)Typed(fieldName, SchemaType.Map);

    /// <summary>The STRUCT field, null if unset.</summary>
    public Struct? GetStruct(string fieldName) => (Struct?)Typed(fieldName, SchemaType.Struct);

    /// <summary>Sets a field.</summary>
    /// <exception cref="DataException">There is no such field, or the value does not fit its schema.</exception>
    public Struct Put(string fieldName, object? value) => Put(Lookup(fieldName), value);

    /// <summary>Sets a field of this struct's schema.</summary>
    /// <exception cref="DataException">The value does not fit the field's schema.</exception>
    public Struct Put(Field field, object? value)
    {
        if (field is null)
        {
            throw new DataException("field cannot be null.");
        }

        SchemaValidation.Validate(field.Name, field.Schema, value);
        _values[field.Index] = value;
        return this;
    }

    /// <summary>Sets the value at a position without checking it: for decoders that produce what the field's schema says.</summary>
    public void SetUnchecked(int index, object? value) => _values[index] = value;

    /// <summary>Checks all fields; an unset field passes if it is optional or has a default.</summary>
    /// <exception cref="DataException">A field does not fit.</exception>
    public void Validate()
    {
        foreach (var field in Schema.Fields)
        {
            var value = _values[field.Index];
            if (value is null && (field.Schema.IsOptional || field.Schema.DefaultValue is not null))
            {
                continue;
            }

            SchemaValidation.Validate(field.Name, field.Schema, value);
        }
    }

    /// <inheritdoc/>
    public bool Equals(Struct? other) =>
        ReferenceEquals(this, other)
        || (other is not null && Schema.Equals(other.Schema) && ValueEquality.Equal(_values, other._values));

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Struct);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Schema, ValueEquality.Hash(_values));

    /// <summary>The text of Connect's struct: <c>Struct{a=1,b=x}</c>, null fields left out.</summary>
    public override string ToString()
    {
        var text = new StringBuilder("Struct{");
        foreach (var field in Schema.Fields)
        {
            if (_values[field.Index] is { } value)
            {
                text.Append(text.Length > 7 ? "," : "").Append(field.Name).Append('=').Append(JavaText.Of(field.Schema, value));
            }
        }

        return text.Append('}').ToString();
    }

    private Field Lookup(string fieldName) =>
        Schema.Field(fieldName) ?? throw new DataException($"{fieldName} is not a valid field name");

    private object? Typed(string fieldName, SchemaType type)
    {
        var field = Lookup(fieldName);
        return field.Schema.Type == type
            ? _values[field.Index]
            : throw new DataException($"Field '{fieldName}' is not of type {type.Name()}");
    }
}
