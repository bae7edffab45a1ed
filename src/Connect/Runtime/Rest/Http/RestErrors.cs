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

    /// <summary>The page that the HTTP server itself answers with; it has none for methods other than GET, HEAD and POST.</summary>
    public static RestResponse Page(string method, int status, string message) => method is "GET" or "HEAD" or "POST"
        ? RestResponse.Text(
            status,
            $"""
            <html>
            <head>
            <meta http-equiv="Content-Type" content="text/html;charset=ISO-8859-1"/>
            <title>Error {status} {message}</title>
            </head>
            <body>
            <h2>HTTP ERROR {status} {message}</h2>
            <table>
            <tr><th>URI:</th><td>/badURI</td></tr>
            <tr><th>STATUS:</th><td>{status}</td></tr>
            <tr><th>MESSAGE:</th><td>{message}</td></tr>
            </table>

            </body>
            </html>

            """,
            "text/html;charset=iso-8859-1")
        : new RestResponse(status);
}
