using System.Text;
using Ms2Lab.Connect.Runtime.Rest.Json;

namespace Ms2Lab.Connect.Runtime.Rest.Http;

/// <summary>A request, taken apart as the endpoints need it.</summary>
/// <param name="Method">GET, POST, PUT, PATCH, DELETE …</param>
/// <param name="Target">Path and query as sent.</param>
/// <param name="Segments">Parts of the path, decoded, without matrix parameters.</param>
/// <param name="Query">Query parameters by name.</param>
/// <param name="Headers">Headers by name in any letter case; several values joined by commas.</param>
/// <param name="Body">The body; empty if there is none.</param>
/// <param name="BaseUrl">Scheme, host and port under which the client sees the worker.</param>
/// <param name="Cancellation">Ends when the client goes.</param>
internal sealed record RestRequest(
    string Method, string Target, IReadOnlyList<string> Segments, ILookup<string, string> Query, IReadOnlyDictionary<string, string> Headers,
    ReadOnlyMemory<byte> Body, string BaseUrl, CancellationToken Cancellation)
{
    /// <summary>The values that the route found in the path, by name.</summary>
    public IReadOnlyDictionary<string, string> Path { get; init; } = new Dictionary<string, string>();

    /// <summary>The connector that the path names.</summary>
    public string Connector => Path["connector"];

    /// <summary>The task that the path names.</summary>
    public int Task => int.Parse(Path["task"], System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>A query parameter as Java reads booleans: true in any letter case, anything else is false; null if it is absent.</summary>
    public bool? Flag(string name) => Query.Contains(name) ? Query[name].First().Equals("true", StringComparison.OrdinalIgnoreCase) : null;

    /// <summary>The body as text.</summary>
    public string Text => Encoding.UTF8.GetString(Body.Span);

    /// <summary>The body as an object of texts, or null.</summary>
    public Dictionary<string, string?>? StringMap() => RequestBody.StringMap(Text);
}
