using System.Net.Sockets;
using Ms2Lab.Connect.Api;
using MySqlConnector;

namespace Ms2Lab.Connect.Jdbc.Database;

/// <summary>A <c>java.sql.SQLException</c>: an error of the database or the driver with the Java class that Connector/J gives it.</summary>
public sealed class SqlException : Exception, IJavaNamed
{
    /// <summary>Takes the parts.</summary>
    public SqlException(string javaName, string message, string? sqlState = null, int errorCode = 0, SqlException? next = null)
        : base(message, next)
    {
        JavaName = javaName;
        SqlState = sqlState;
        ErrorCode = errorCode;
        Next = next;
    }

    /// <inheritdoc/>
    public string JavaName { get; }

    /// <summary>The five characters of the SQLState, or null.</summary>
    public string? SqlState { get; }

    /// <summary>The server's error number; 0 for errors that the driver found itself.</summary>
    public int ErrorCode { get; }

    /// <summary>The next exception of the chain, or null.</summary>
    public SqlException? Next { get; }

    /// <summary>The number of rows of the failed batch; null if the error is not of a batch.</summary>
    public int? BatchLength { get; init; }

    /// <summary>The index in the batch of the first row that failed; -1 if the error is not of a batch.</summary>
    public int FirstFailedIndex { get; init; } = -1;

    /// <summary>Whether the transaction, or the connection with it, is gone, so that further statements make no sense.</summary>
    public bool EndsTransaction => ErrorCode is 1213 or 1206 || SqlState is { } state && state.StartsWith("08", StringComparison.Ordinal);

    /// <summary>Whether trying again cannot help: the class is a <c>java.sql.SQLNonTransientException</c>.</summary>
    public bool IsNonTransient => JavaName is "java.sql.SQLSyntaxErrorException" or "java.sql.SQLIntegrityConstraintViolationException"
        or "java.sql.SQLNonTransientConnectionException" or "java.sql.SQLDataException" or "java.sql.SQLFeatureNotSupportedException"
        or "java.sql.SQLInvalidAuthorizationSpecException";

    /// <summary>An error that the driver finds in a value: the Java class and the driver's own behind it, with one text.</summary>
    public static SqlException OfValue(string javaName, string driverName, string text) => new(javaName, text, "S1009", 0, new SqlException(driverName, text));

    /// <summary>The error as Connector/J names and words it.</summary>
    public static SqlException From(MySqlException error)
    {
        if (LinkFault(error) is { } fault)
        {
            const string Text = SqlErrorText.LinkFailure;
            var inner = new SqlException("com.mysql.cj.exceptions.CJCommunicationsException", Text, next: fault);
            return new SqlException("com.mysql.cj.jdbc.exceptions.CommunicationsException", Text, "08S01", 0, inner);
        }

        var state = error.SqlState is { Length: 5 } s ? s : null;
        return new SqlException(SqlErrorText.JavaName(state), SqlErrorText.Message(state, error.Message), state, error.Number);
    }

    /// <summary>The <c>java.sql.BatchUpdateException</c> that wraps the error of a row.</summary>
    /// <param name="row">The row's error.</param>
    /// <param name="length">The number of rows of the batch.</param>
    /// <param name="firstFailed">The index of the first failed row.</param>
    public static SqlException OfBatch(SqlException row, int length, int firstFailed) =>
        new("java.sql.BatchUpdateException", row.Message, row.SqlState, row.ErrorCode, row)
        {
            BatchLength = length,
            FirstFailedIndex = firstFailed,
        };

    /// <summary>This error and those behind it.</summary>
    public IEnumerable<SqlException> Chain()
    {
        for (var error = this; error is not null; error = error.Next)
        {
            yield return error;
        }
    }

    // What broke the connection, in Java's words; null if the server answered.
    private static SqlException? LinkFault(MySqlException error)
    {
        for (var cause = error.InnerException; cause is not null; cause = cause.InnerException)
        {
            switch (cause)
            {
                case SocketException { SocketErrorCode: SocketError.ConnectionRefused }:
                    return new SqlException("java.net.ConnectException", "Connection refused");
                case SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.TryAgain or SocketError.NoData }:
                    return new SqlException("java.net.UnknownHostException", "Name or service not known");
                case SocketException or IOException when cause.InnerException is null:
                    return new SqlException(
                        "java.io.EOFException",
                        "Can not read response from server. Expected to read 4 bytes, read 0 bytes before connection was unexpectedly lost.");
            }
        }

        return error.ErrorCode == MySqlErrorCode.UnableToConnectToHost ? new SqlException("java.net.SocketTimeoutException", "Connect timed out") : null;
    }
}
