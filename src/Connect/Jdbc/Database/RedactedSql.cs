namespace Ms2Lab.Connect.Jdbc.Database;

/// <summary>SQL errors without what the database said, as that may hold data: only class, state and numbers are kept.</summary>
internal static class RedactedSql
{
    private const string Prefix = "io.confluent.connect.jdbc.util.LogUtil$Redacted";

    /// <summary>The error without its text.</summary>
    public static SqlException Of(SqlException error)
    {
        var text = $"<redacted> [class={error.JavaName}; SQLState={error.SqlState ?? "null"}; errorCode={error.ErrorCode}";
        return error.BatchLength is { } length
            ? new SqlException(Prefix + "BatchUpdateException", $"{text}; updateCountLength={length}; firstExecuteFailedIndex={error.FirstFailedIndex}]")
            : new SqlException(Prefix + "SqlException", text + "]");
    }
}
