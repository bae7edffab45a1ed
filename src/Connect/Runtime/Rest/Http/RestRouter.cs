using System.Text.Json;

namespace Ms2Lab.Connect.Runtime.Rest.Http;

/// <summary>Finds the endpoint of a request in the order of JAX-RS: path (404), method (405), type of the body (415), wanted type (406).</summary>
internal sealed class RestRouter(IReadOnlyList<Route> routes, RequestForwarder forwarder)
{
    // The order of Java's HashSet, in which OPTIONS lists the methods.
    private static readonly string[] MethodOrder = ["HEAD", "DELETE", "POST", "GET", "OPTIONS", "PATCH", "PUT"];

    /// <summary>Answers a request; never throws.</summary>
    public async Task<RestResponse> AnswerAsync(RestRequest request)
    {
        try
        {
            return await RouteAsync(request).ConfigureAwait(false);
        }
#pragma warning disable CA1031 // Every failure has an answer.
        catch (Exception e)
#pragma warning restore CA1031
        {
            return RestErrors.Of(e);
        }
    }

    private async Task<RestResponse> RouteAsync(RestRequest request)
    {
        var candidates = routes.Where(r => r.Match(request.Segments) is not null).ToList();
        if (candidates.Count == 0)
        {
            return RestResponse.Error(404, "HTTP 404 Not Found");
        }
        if (request.Method == "OPTIONS")
        {
            return Options(request, candidates);
        }
        var method = request.Method == "HEAD" ? "GET" : request.Method;
        if (candidates.Find(r => r.Method == method) is not { } route)
        {
            return RestResponse.Error(405, "HTTP 405 Method Not Allowed");
        }
        if (Refusal(request) is { } refusal)
        {
            return refusal;
        }
        var bound = request with { Path = route.Match(request.Segments)! };
        return route.Forwards ? await forwarder.CompleteAsync(bound, route.Handle).ConfigureAwait(false) : await route.Handle(bound).ConfigureAwait(false);
    }

    private static RestResponse? Refusal(RestRequest request)
    {
        if (request.Headers.TryGetValue("Content-Type", out var type))
        {
            if (!MediaTypes.IsReadable(type))
            {
                return RestResponse.Json(json => Unreadable(json, request), 400);
            }
            if (!MediaTypes.IsJson(type))
            {
                return RestResponse.Error(415, "HTTP 415 Unsupported Media Type");
            }
        }
        else if (request.Body.Length > 0)
        {
            return RestResponse.Error(415, "HTTP 415 Unsupported Media Type");
        }
        return MediaTypes.Accepts(request.Headers.GetValueOrDefault("Accept"), "application/json")
            ? null
            : RestResponse.Error(406, "HTTP 406 Not Acceptable");
    }

    private static void Unreadable(Utf8JsonWriter json, RestRequest request)
    {
        json.WriteStartObject();
        json.WriteString("message", "Bad Request");
        json.WriteString("url", request.BaseUrl + request.Target);
        json.WriteString("status", "400");
        json.WriteEndObject();
    }

    private static RestResponse Options(RestRequest request, List<Route> candidates)
    {
        var methods = candidates.Select(r => r.Method).Append("OPTIONS").ToHashSet(StringComparer.Ordinal);
        if (methods.Contains("GET"))
        {
            methods.Add("HEAD");
        }
        var allow = string.Join(", ", MethodOrder.Where(methods.Contains));
        var response = MediaTypes.Accepts(request.Headers.GetValueOrDefault("Accept"), "text/plain")
            ? RestResponse.Text(200, allow, "text/plain")
            : new RestResponse(200);
        return response with { Allow = allow };
    }
}
