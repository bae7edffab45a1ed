using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;

namespace Ms2Lab.Schemas.Registry.Rest;

/// <summary>HTTP around the routes: content types, authentication, error bodies.</summary>
internal sealed class RegistryHandler(RegistryRoutes routes, (string User, string Password)? auth)
{
    private static readonly string[] Types = ["application/vnd.schemaregistry.v1+json", "application/vnd.schemaregistry+json", "application/json"];
    private static readonly JsonSerializerOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    internal async Task HandleAsync(HttpContext context)
    {
        if (HasControlCharacter(context.Features.Get<IHttpRequestFeature>()!.RawTarget))
        {
            await WriteAsync(context, 400, "text/html;charset=iso-8859-1", SuspiciousPath).ConfigureAwait(false);
            return;
        }

        var type = Accepted(context.Request.Headers.Accept.ToString());
        try
        {
            if (!Authorized(context.Request.Headers.Authorization.ToString()))
            {
                context.Response.Headers.WWWAuthenticate = "Basic realm=\"schemaregistry\"";
                throw new RegistryException(401, 401, "HTTP 401 Unauthorized");
            }

            var request = routes.Resolve(await RestRequest.ReadAsync(context).ConfigureAwait(false));
            var route = routes.Find(request);
            if (type is null)
            {
                throw new RegistryException(406, 406, "HTTP 406 Not Acceptable");
            }

            RequireMediaType(context.Request);
            var result = await route(request).ConfigureAwait(false);
            if (result is null)
            {
                context.Response.StatusCode = 204;
                return;
            }

            await WriteAsync(context, 200, type, result is RawText raw ? raw.Text : ((JsonNode)result).ToJsonString(Relaxed)).ConfigureAwait(false);
        }
        catch (RegistryException e)
        {
            var body = new JsonObject { ["error_code"] = e.Code, ["message"] = e.Message };
            await WriteAsync(context, e.Status, type ?? "application/json", body.ToJsonString(Relaxed)).ConfigureAwait(false);
        }
    }

    private static void RequireMediaType(HttpRequest request)
    {
        if (request.Method is "POST" or "PUT" && MediaTypeHeaderValue.TryParse(request.ContentType, out var given) &&
            !Types.Append("application/octet-stream").Contains(given.MediaType.Value, StringComparer.OrdinalIgnoreCase))
        {
            throw new RegistryException(415, 415, "HTTP 415 Unsupported Media Type");
        }
    }

    private static string? Accepted(string accept)
    {
        if (accept.Length == 0 || !MediaTypeHeaderValue.TryParseList([accept], out var given))
        {
            return Types[0];
        }

        foreach (var range in given.OrderByDescending(g => g.Quality ?? 1))
        {
            var match = Types.FirstOrDefault(t => range.MatchesAllTypes || t.Equals(range.MediaType.Value, StringComparison.OrdinalIgnoreCase) ||
                (range.MatchesAllSubTypes && range.Type.Equals("application", StringComparison.OrdinalIgnoreCase)));
            if (match is not null)
            {
                return match;
            }
        }

        return null;
    }

    private bool Authorized(string header) => auth is not { } wanted ||
        header == $"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes($"{wanted.User}:{wanted.Password}"))}";

    private static async Task WriteAsync(HttpContext context, int status, string type, string body)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = type;
        var bytes = Encoding.UTF8.GetBytes(body);
        context.Response.ContentLength = bytes.Length;
        if (context.Request.Method != "HEAD")
        {
            await context.Response.Body.WriteAsync(bytes, context.RequestAborted).ConfigureAwait(false);
        }
    }

    private static bool HasControlCharacter(string target) => Uri.UnescapeDataString(target.Split('?')[0]).Any(c => c < ' ' || c == 127);

    private const string SuspiciousPath = "<html>\n<head>\n<meta http-equiv=\"Content-Type\" content=\"text/html;charset=ISO-8859-1\"/>\n" +
        "<title>Error 400 Suspicious Path Character</title>\n</head>\n<body>\n<h2>HTTP ERROR 400 Suspicious Path Character</h2>\n<table>\n" +
        "<tr><th>URI:</th><td>/badURI</td></tr>\n<tr><th>STATUS:</th><td>400</td></tr>\n<tr><th>MESSAGE:</th><td>Suspicious Path Character</td></tr>\n" +
        "</table>\n\n</body>\n</html>\n";
}
