using Ms2Lab.Connect.Api;

namespace Ms2Lab.Connect.Runtime.Rest.Http;

/// <summary>Turns exceptions into answers, as Connect's ConnectExceptionMapper does.</summary>
internal static class RestErrors
{
    /// <summary>The answer to a request that failed; 500 with the exception's text for anything that has no status of its own.</summary>
    public static RestResponse Of(Exception error) => error switch
    {
        RestException rest => RestResponse.Error(rest.StatusCode, rest.Message),
        NotFoundException => RestResponse.Error(404, error.Message),
        AlreadyExistsException => RestResponse.Error(409, error.Message),
        _ => RestResponse.Error(500, error.Message),
    };

    /// <summary>The text of an error that a future wraps: Java's class name before the message.</summary>
    public static string Wrapped(Exception error) => error is RestException { StatusCode: 400 }
        ? $"org.apache.kafka.connect.runtime.rest.errors.BadRequestException: {error.Message}"
        : JavaTrace.Describe(error);

    /// <summary>The answer to a path that the HTTP server finds ambiguous; it has no page for methods other than GET, HEAD and POST.</summary>
    public static RestResponse BadUri(string method, string violation) => method is "GET" or "HEAD" or "POST" ? Page("/badURI", violation) : new RestResponse(400);

    /// <summary>The answer to a request that the HTTP server cannot read, whatever its method is.</summary>
    public static RestResponse BadMessage() => Page("/badMessage", "Bad Request");

    // The version is that of the server in Kafka 4.3.1.
    private static RestResponse Page(string uri, string message) => RestResponse.Text(
        400,
        $"""
        <html>
        <head>
        <meta http-equiv="Content-Type" content="text/html;charset=ISO-8859-1"/>
        <title>Error 400 {message}</title>
        </head>
        <body>
        <h2>HTTP ERROR 400 {message}</h2>
        <table>
        <tr><th>URI:</th><td>{uri}</td></tr>
        <tr><th>STATUS:</th><td>400</td></tr>
        <tr><th>MESSAGE:</th><td>{message}</td></tr>
        </table>
        <hr/><a href="https://jetty.org/">Powered by Jetty:// 12.0.34</a><hr/>

        </body>
        </html>

        """,
        "text/html;charset=iso-8859-1");
}
