using Ms2Lab.Connect.Api;

namespace Ms2Lab.Connect.Jdbc.Sink;

/// <summary>The MySQL types of columns that are created for Connect's types.</summary>
/// <param name="timestampFields">The names of fields that are stored as timestamps although they are INT64 or STRING.</param>
internal sealed class ColumnTypes(IReadOnlySet<string> timestampFields)
{
    /// <summary>The type of a column.</summary>
    /// <exception cref="ConnectException">There is none for the field's schema.</exception>
    public string Of(SinkField field) => field.Schema.Logical switch
    {
        LogicalType.Decimal => $"DECIMAL(65,{field.Schema.Parameters!.GetValueOrDefault(DecimalLogical.ScaleParameter)})",
        LogicalType.Date => "DATE",
        LogicalType.Time => "TIME(3)",
        LogicalType.Timestamp => "DATETIME(3)",
        _ => OfPrimitive(field),
    };

    /// <summary>Whether a field is stored as a timestamp because it is listed.</summary>
    public bool IsListedTimestamp(SinkField field) =>
        field.Schema.Logical == LogicalType.None
        && field.Schema.Type is SchemaType.Int64 or SchemaType.String
        && timestampFields.Contains(field.Name);

    private string OfPrimitive(SinkField field) => field.Schema.Type switch
    {
        _ when IsListedTimestamp(field) => "DATETIME(6)",
        SchemaType.Int8 => "TINYINT",
        SchemaType.Int16 => "SMALLINT",
        SchemaType.Int32 => "INT",
        SchemaType.Int64 => "BIGINT",
        SchemaType.Float32 => "FLOAT",
        SchemaType.Float64 => "DOUBLE",
        SchemaType.Boolean => "TINYINT",
        SchemaType.String => "TEXT",
        SchemaType.Bytes => "VARBINARY(1024)",
        var other => throw new ConnectException(
            $"{field.Schema.Name ?? "null"} ({other.Name()}) type doesn't have a mapping to the SQL database column type"),
    };
}
