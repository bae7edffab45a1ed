using System.Globalization;

namespace Ms2Lab.Connect.Runtime.Rest.Http;

/// <summary>Content negotiation: every endpoint takes and gives <c>application/json</c> only.</summary>
internal static class MediaTypes
{
    /// <summary>Whether a Content-Type header can be read at all.</summary>
    public static bool IsReadable(string contentType)
    {
        var type = WithoutParameters(contentType);
        var slash = type.IndexOf('/', StringComparison.Ordinal);
        return slash > 0 && slash < type.Length - 1;
    }

    /// <summary>Whether a Content-Type header says JSON.</summary>
    public static bool IsJson(string contentType) => WithoutParameters(contentType).Equals("application/json", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether an Accept header allows a type; an absent or empty one allows all.</summary>
    public static bool Accepts(string? accept, string type) =>
        string.IsNullOrWhiteSpace(accept) || accept.Split(',').Any(range => Weight(range) > 0 && Includes(WithoutParameters(range), type));

    private static bool Includes(string range, string type) =>
        range == "*/*"
        || range.Equals(type, StringComparison.OrdinalIgnoreCase)
        || (range.EndsWith("/*", StringComparison.Ordinal) && type.StartsWith(range[..^1], StringComparison.OrdinalIgnoreCase));

    private static double Weight(string range)
    {
        var q = range.Split(';').Skip(1).Select(p => p.Trim()).FirstOrDefault(p => p.StartsWith("q=", StringComparison.OrdinalIgnoreCase));
        return q is not null && double.TryParse(q[2..], NumberStyles.Float, CultureInfo.InvariantCulture, out var weight) ? weight : 1;
    }

    private static string WithoutParameters(string value) => value.Split(';')[0].Trim();
}
