using Ms2Lab.Connect.Api;

namespace Ms2Lab.Connect.Jdbc.Source;

/// <summary>The words of <c>transaction.isolation.mode</c>; only upper case is read, and a wrong word is found out when a task starts.</summary>
internal static class IsolationModes
{
    public const string SqlServerSnapshot = "SQL_SERVER_SNAPSHOT";
    private const string Default = "DEFAULT";

    /// <summary>The word, if it is one.</summary>
    /// <exception cref="JavaException">It is none.</exception>
    public static string Parse(string mode) =>
        mode is Default or "READ_UNCOMMITTED" or "READ_COMMITTED" or "REPEATABLE_READ" or "SERIALIZABLE" or SqlServerSnapshot
            ? mode
            : throw new JavaException(
                "java.lang.IllegalArgumentException",
                $"No enum constant io.confluent.connect.jdbc.source.JdbcSourceConnectorConfig.TransactionIsolationMode.{mode}");

    /// <summary>The statement that sets it for a session; null where nothing is to be set, as MySQL has no snapshot mode.</summary>
    /// <exception cref="JavaException">There is no such mode.</exception>
    public static string? Statement(string mode) => Parse(mode) switch
    {
        Default or SqlServerSnapshot => null,
        var known => $"SET SESSION TRANSACTION ISOLATION LEVEL {known.Replace('_', ' ')}",
    };
}
