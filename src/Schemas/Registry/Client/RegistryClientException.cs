using System.Globalization;

namespace Ms2Lab.Schemas.Registry;

/// <summary>A registry refused, or could not be asked; class and message are those of the Java client.</summary>
public sealed class RegistryClientException : Exception
{
    private RegistryClientException(string javaName, string message, Exception? inner)
        : base(message, inner) => JavaName = javaName;

    /// <summary>The Java class a trace shows.</summary>
    public string JavaName { get; }

    /// <summary>HTTP status of the answer; 0 when there was none.</summary>
    public int Status { get; private init; }

    /// <summary>The registry's error code, for example 40401; 0 when there was no answer.</summary>
    public int Code { get; private init; }

    /// <summary>Whether asking again may help: timeouts and faults of the server.</summary>
    public bool IsRetriable => Status is 408 or 429 or >= 500 and < 600;

    /// <summary>Whether no server could be reached.</summary>
    public bool IsConnectionFailure => JavaName is "java.net.ConnectException" or "java.net.UnknownHostException" or "java.net.SocketTimeoutException";

    internal static RegistryClientException Refused(int status, int code, string message) =>
        new("io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException",
            $"{message}; error code: {code.ToString(CultureInfo.InvariantCulture)}", null) { Status = status, Code = code };

    internal static RegistryClientException Unreachable(string javaName, string message, Exception? cause) => new(javaName, message, cause);
}
