using Ms2Lab.Connect.Api;
using MySqlConnector;

namespace Ms2Lab.Connect.Jdbc.Source.Rows;

/// <summary>How one column of a result becomes a field.</summary>
/// <param name="Name">The field's name: the column's label.</param>
/// <param name="Ordinal">The column's place, from 0.</param>
/// <param name="Schema">The field's schema.</param>
/// <param name="JavaName">The Java class of the values before conversion, for failed casts.</param>
/// <param name="Read">Reads the value of the current row, which is not null.</param>
internal sealed record ColumnReader(string Name, int Ordinal, Schema Schema, string JavaName, Func<MySqlDataReader, int, object?> Read);
