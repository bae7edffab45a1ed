using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Ms2Lab.Schemas.Registry.Model;

namespace Ms2Lab.Schemas.Registry.Rest;

/// <summary>One request: decoded path segments, query and body.</summary>
internal sealed class RestRequest(HttpRequest request, string method, string[] segments, string? body)
{
    internal string Method => method;

    internal string[] Segments => segments;

    internal static async Task<RestRequest> ReadAsync(HttpContext context)
    {
        // The raw target keeps %2F apart from the slashes of the path.
        var raw = context.Features.Get<IHttpRequestFeature>()!.RawTarget.Split('?')[0];
        var segments = raw.Split('/', StringSplitOptions.RemoveEmptyEntries).Select(Uri.UnescapeDataString).ToArray();
        using var reader = new StreamReader(context.Request.Body, Encoding.UTF8);
        var body = await reader.ReadToEndAsync(context.RequestAborted).ConfigureAwait(false);
        var method = context.Request.Method == "HEAD" ? "GET" : context.Request.Method;
        return new RestRequest(context.Request, method, segments, body);
    }

    internal string? Query(string name) => request.Query.TryGetValue(name, out var v) ? v.ToString() : null;

    internal IReadOnlyList<string> QueryAll(string name) => request.Query.TryGetValue(name, out var v) ? [.. v.Select(x => x ?? "")] : [];

    internal bool Flag(string name) => string.Equals(Query(name), "true", StringComparison.OrdinalIgnoreCase);

    /// <summary>Cuts a list by <c>offset</c> and <c>limit</c>; anything below 1 means no limit.</summary>
    internal IReadOnlyList<T> Page<T>(IReadOnlyList<T> all)
    {
        var offset = Number("offset");
        var limit = Number("limit");
        if (offset < 0)
        {
            throw Faults.Internal();
        }

        return [.. all.Skip(offset).Take(limit > 0 ? limit : int.MaxValue)];
    }

    /// <summary>The body as an object; <paramref name="operation"/> names the argument in the refusal of an empty one.</summary>
    internal JsonObject Object(string operation)
    {
        if (string.IsNullOrWhiteSpace(body) || body.Trim() == "null")
        {
            throw new RegistryException(422, 422, $"{operation}.request must not be null (was null)");
        }

        try
        {
            return JsonNode.Parse(body) as JsonObject ?? throw BodyFaults.WrongShape(body);
        }
        catch (JsonException)
        {
            throw BodyFaults.Malformed(body);
        }
    }

    internal SchemaRequest Schema(string operation)
    {
        var json = Object(operation);
        return new SchemaRequest
        {
            Schema = BodyFaults.Text(json, "schema"), Type = BodyFaults.Text(json, "schemaType") is { Length: > 0 } type ? type : "AVRO",
            References = BodyFaults.References(json), Metadata = json["metadata"]?.ToJsonString(), Id = BodyFaults.Integer(json, "id"),
            Version = BodyFaults.Integer(json, "version"),
        };
    }

    private int Number(string name)
    {
        var text = Query(name);
        return text is null ? 0 : int.TryParse(text, out var n) ? n : throw Faults.NoSuchPath();
    }
}
