using Ms2Lab.Connect.Api;

namespace Ms2Lab.Connect.Runtime.Rest;

/// <summary>An error with the HTTP status it is answered with.</summary>
/// <param name="statusCode">HTTP status and error_code of the body.</param>
/// <param name="message">The text of the body.</param>
/// <param name="cause">What caused it, or null.</param>
public sealed class RestException(int statusCode, string message, Exception? cause = null) : ConnectException(message, cause)
{
    /// <summary>HTTP status and error_code of the body.</summary>
    public int StatusCode { get; } = statusCode;

    /// <inheritdoc/>
    public override string JavaName => "org.apache.kafka.connect.runtime.rest.errors.ConnectRestException";
}
