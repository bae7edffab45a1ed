using System.Net.Sockets;

namespace Ms2Lab.Connect.Runtime.Rest;

/// <summary>What Connect's RestClient says of a request that could not be passed on to another worker.</summary>
internal static class ForwardingError
{
    private const string RefusedConnection = "java.net.ConnectException: Connection refused";

    /// <summary>The message for what the HTTP client says.</summary>
    public static string Text(HttpRequestException error) => "IO Error trying to forward REST request: "
        + (error.InnerException is SocketException { SocketErrorCode: SocketError.ConnectionRefused } ? RefusedConnection : error.Message);
}
