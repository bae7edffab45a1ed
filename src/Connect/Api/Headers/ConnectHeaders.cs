using System.Collections;

namespace Ms2Lab.Connect.Api;

/// <summary>The headers of a record, in order; names may repeat. Not safe for concurrent writing.</summary>
public sealed class ConnectHeaders : IReadOnlyCollection<Header>
{
    private List<Header>? _headers;

    /// <summary>No headers.</summary>
    public ConnectHeaders()
    {
    }

    /// <summary>A copy.</summary>
    public ConnectHeaders(IEnumerable<Header>? other)
    {
        foreach (var header in other ?? [])
        {
            Add(header);
        }
    }

    /// <inheritdoc/>
    public int Count => _headers?.Count ?? 0;

    /// <summary>Appends a header.</summary>
    public ConnectHeaders Add(Header header)
    {
        ArgumentNullException.ThrowIfNull(header);
        (_headers ??= []).Add(header);
        return this;
    }

    /// <summary>Appends a header; the value must fit the schema if there is one.</summary>
    /// <exception cref="DataException">It does not fit.</exception>
    public ConnectHeaders Add(string key, Schema? schema, object? value)
    {
        if (key is null)
        {
            throw new JavaException("java.lang.NullPointerException", "Null header keys are not permitted");
        }

        if (schema is not null)
        {
            CheckType(schema, value);
        }

        return Add(new Header(key, schema, value));
    }

    /// <summary>Removes all headers of a name.</summary>
    public ConnectHeaders Remove(string key)
    {
        _headers?.RemoveAll(h => h.Key == key);
        return this;
    }

    /// <summary>The last header of a name, or null.</summary>
    public Header? LastWithName(string key) => _headers?.FindLast(h => h.Key == key);

    /// <summary>All headers of a name, in order.</summary>
    public IEnumerable<Header> AllWithName(string key) => this.Where(h => h.Key == key);

    /// <summary>A copy that shares no list with this one.</summary>
    public ConnectHeaders Duplicate() => new(this);

    /// <inheritdoc/>
    public IEnumerator<Header> GetEnumerator() => ((IEnumerable<Header>?)_headers ?? []).GetEnumerator();

    /// <inheritdoc/>
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <inheritdoc/>
    public override string ToString() => $"ConnectHeaders(headers={(_headers is null ? "" : "[" + string.Join(", ", _headers) + "]")})";

    private static void CheckType(Schema schema, object? value)
    {
        if (value is null)
        {
            if (!schema.IsOptional)
            {
                throw new DataException($"A null value requires an optional schema but was {schema}");
            }

            return;
        }

        var compatible = (schema.Type, value) switch
        {
            (SchemaType.Bytes, BigDecimal) => schema.Logical == LogicalType.Decimal,
            (SchemaType.Int32, Instant) => schema.Logical is LogicalType.Date or LogicalType.Time,
            (SchemaType.Int64, Instant) => schema.Logical == LogicalType.Timestamp,
            _ => SchemaTypes.Of(value) == schema.Type,
        };
        if (!compatible)
        {
            throw new DataException($"The value {JavaText.Of(value)} is not compatible with the schema {schema}");
        }
    }
}
