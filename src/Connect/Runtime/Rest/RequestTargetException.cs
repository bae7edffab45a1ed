using Ms2Lab.Connect.Api;

namespace Ms2Lab.Connect.Runtime.Rest;

/// <summary>Another worker has to do this, the leader or the owner; the REST interface repeats the request there.</summary>
/// <param name="message">Why this worker does not.</param>
/// <param name="forwardUrl">Address of the other worker's REST interface; null while it is unknown.</param>
public sealed class RequestTargetException(string message, Uri? forwardUrl) : ConnectException(message)
{
    /// <summary>Address of the other worker's REST interface; null while it is unknown.</summary>
    public Uri? ForwardUrl { get; } = forwardUrl;

    /// <inheritdoc/>
    public override string JavaName => "org.apache.kafka.connect.runtime.distributed.RequestTargetException";
}
