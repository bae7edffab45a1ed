namespace Ms2Lab.Connect.Jdbc.Database;

/// <summary>
/// How MySQL's errors are named and worded in Java: the exception class that Connector/J 9 makes of an SQLState, and the
/// message it gives it. Task traces carry both, and people search for them.
/// </summary>
public static class SqlErrorText
{
    /// <summary>The Java class of the error, for example <c>java.sql.SQLIntegrityConstraintViolationException</c>.</summary>
    /// <param name="sqlState">The five characters of the SQLState; null when the server sent none.</param>
    public static string JavaName(string? sqlState) => sqlState switch
    {
        "70100" => "com.mysql.cj.jdbc.exceptions.MySQLQueryInterruptedException",
        { Length: 5 } => sqlState[..2] switch
        {
            "08" => "java.sql.SQLNonTransientConnectionException",
            "22" => "com.mysql.cj.jdbc.exceptions.MysqlDataTruncation",
            "23" => "java.sql.SQLIntegrityConstraintViolationException",
            "40" => "com.mysql.cj.jdbc.exceptions.MySQLTransactionRollbackException",
            "42" => "java.sql.SQLSyntaxErrorException",
            _ => "java.sql.SQLException",
        },
        _ => "java.sql.SQLException",
    };

    /// <summary>The message as Connector/J words it: the server's own, after <c>Data truncation: </c> for SQLStates of class 22.</summary>
    public static string Message(string? sqlState, string serverMessage) =>
        sqlState is not null && sqlState.StartsWith("22", StringComparison.Ordinal) ? "Data truncation: " + serverMessage : serverMessage;

    /// <summary>The message of a connection that could not be made or that broke.</summary>
    public const string LinkFailure =
        "Communications link failure\n\nThe last packet sent successfully to the server was 0 milliseconds ago. "
        + "The driver has not received any packets from the server.";
}
