using Ms2Lab.Connect.Api;

namespace Ms2Lab.Connect.Jdbc.Sink;

/// <summary>A column with the way from a record to its value.</summary>
/// <param name="Sql">The name as it stands in statements.</param>
/// <param name="Schema">The schema of the values.</param>
/// <param name="IsListedTimestamp">Whether an INT64 or STRING is written as a timestamp.</param>
/// <param name="Value">Takes the value out of a record.</param>
internal sealed record RowColumn(string Sql, Schema Schema, bool IsListedTimestamp, Func<SinkRecord, object?> Value);
