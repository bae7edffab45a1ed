using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Primitives;
using Ms2Lab.Schemas.Registry.Model;

namespace Ms2Lab.Schemas.Registry.Rest;

/// <summary>One request: decoded path segments, query and body.</summary>
internal sealed class RestRequest
{
    private readonly IReadOnlyDictionary<string, StringValues> query;
    private readonly string? body;

    private RestRequest(string method, string[] segments, IReadOnlyDictionary<string, StringValues> query, string? body, CancellationToken aborted)
    {
        Method = method;
        Segments = segments;
        this.query = query;
        this.body = body;
        Aborted = aborted;
    }

    internal string Method { get; }

    internal string[] Segments { get; }

    /// <summary>The client has gone.</summary>
    internal CancellationToken Aborted { get; }

    internal static async Task<RestRequest> ReadAsync(HttpContext context)
    {
        // The raw target keeps %2F apart from the slashes of the path.
        var raw = context.Features.Get<IHttpRequestFeature>()!.RawTarget.Split('?')[0];
        var segments = raw.Split('/', StringSplitOptions.RemoveEmptyEntries).Select(Uri.UnescapeDataString).ToArray();
        using var reader = new StreamReader(context.Request.Body, Encoding.UTF8);
        var body = await reader.ReadToEndAsync(context.RequestAborted).ConfigureAwait(false);
        var method = context.Request.Method == "HEAD" ? "GET" : context.Request.Method;
        var query = context.Request.Query.ToDictionary(q => q.Key, q => q.Value, StringComparer.Ordinal);
        return new RestRequest(method, segments, query, body, context.RequestAborted);
    }

    /// <summary>The same request at another path.</summary>
    internal RestRequest At(string[] segments) => new(Method, segments, query, body, Aborted);

    /// <summary>The same request with one parameter set.</summary>
    internal RestRequest With(string parameter, string value) =>
        new(Method, Segments, new Dictionary<string, StringValues>(query, StringComparer.Ordinal) { [parameter] = value }, body, Aborted);

    internal string? Query(string name) => query.TryGetValue(name, out var v) ? v.ToString() : null;

    internal IReadOnlyList<string> QueryAll(string name) => query.TryGetValue(name, out var v) ? [.. v.Select(x => x ?? "")] : [];

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
        catch (JsonException e)
        {
            throw BodyFaults.Malformed(body, e);
        }
    }

    internal SchemaRequest Schema(string operation)
    {
        var json = Object(operation);
        return new SchemaRequest
        {
            Schema = BodyFaults.Text(json, "schema"), Type = BodyFaults.Text(json, "schemaType") is { Length: > 0 } type ? type : "AVRO",
            References = BodyFaults.References(json), Metadata = SchemaMetadata.Parse(json["metadata"]), HasRules = json["ruleSet"] is not null,
            Id = BodyFaults.Integer(json, "id"), Version = BodyFaults.Integer(json, "version"),
        };
    }

    private int Number(string name)
    {
        var text = Query(name);
        return text is null ? 0 : int.TryParse(text, out var n) ? n : throw Faults.NoSuchPath();
    }
}
