using System.Text;
using Ms2Lab.Connect.Api;
using Ms2Lab.Connect.Jdbc.Database;

namespace Ms2Lab.Connect.Jdbc.Sink;

/// <summary>The exception with which the sink reports SQL errors: one that lists the whole chain in its message.</summary>
internal static class ExceptionChain
{
    /// <summary>The listing exception.</summary>
    /// <param name="error">What was caught.</param>
    /// <param name="trim">Whether to leave out what the database said, as it may hold data.</param>
    public static SqlException Of(SqlException error, bool trim)
    {
        var text = new StringBuilder("Exception chain:\n");
        foreach (var link in trim ? [RedactedSql.Of(error)] : error.Chain())
        {
            text.Append(JavaTrace.Describe(link)).Append('\n');
        }

        return new SqlException("java.sql.SQLException", text.ToString());
    }
}
