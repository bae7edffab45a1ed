namespace Ms2Lab.Schemas.Formats.Avro.Binary;

/// <summary>A record as a list of values in the order of its fields; a field that was not set is null.</summary>
public sealed class AvroGenericRecord(AvroRecord schema)
{
    private readonly object?[] values = new object?[schema.Fields.Count];

    /// <summary>The schema.</summary>
    public AvroRecord Schema => schema;

    /// <summary>The value at a position, from 0.</summary>
    public object? this[int position]
    {
        get => values[position];
        set => values[position] = value;
    }

    /// <summary>The value of a field.</summary>
    /// <exception cref="KeyNotFoundException">The record has no such field.</exception>
    public object? this[string field]
    {
        get => values[PositionOf(field)];
        set => values[PositionOf(field)] = value;
    }

    /// <summary>The fields with their values, in order.</summary>
    public IEnumerable<KeyValuePair<string, object?>> Entries => schema.Fields.Select(f => KeyValuePair.Create(f.Name, values[f.Position]));

    private int PositionOf(string field) => schema.Field(field)?.Position
        ?? throw new KeyNotFoundException($"Not a valid schema field: {field}");
}
