using System.Text;
using Ms2Lab.Connect.Api;
using Ms2Lab.Connect.Jdbc.Database;

namespace Ms2Lab.Connect.Jdbc.Sink;

/// <summary>The exception with which the sink reports SQL errors: one that lists the whole chain in its message.</summary>
internal static class ExceptionChain
{
    private const string Redacted = "io.confluent.connect.jdbc.util.LogUtil$Redacted";

    /// <summary>The listing exception.</summary>
    /// <param name="error">What was caught.</param>
    /// <param name="trim">Whether to leave out what the database said, as it may hold data.</param>
    public static SqlException Of(SqlException error, bool trim)
    {
        var text = new StringBuilder("Exception chain:\n");
        foreach (var link in trim ? [Trim(error)] : error.Chain())
        {
            text.Append(JavaTrace.Describe(link)).Append('\n');
        }

        return new SqlException("java.sql.SQLException", text.ToString());
    }

    private static SqlException Trim(SqlException error)
    {
        var text = $"<redacted> [class={error.JavaName}; SQLState={error.SqlState ?? "null"}; errorCode={error.ErrorCode}";
        return error.BatchLength is { } length
            ? new SqlException(
                Redacted + "BatchUpdateException", $"{text}; updateCountLength={length}; firstExecuteFailedIndex={error.FirstFailedIndex}]")
            : new SqlException(Redacted + "SQLException", text + "]");
    }
}
