namespace Ms2Lab.Connect.Runtime.Rest.Http;

/// <summary>One endpoint.</summary>
/// <param name="Method">Its HTTP method.</param>
/// <param name="Template">Its path; <c>{name}</c> takes a segment, <c>{name:int}</c> one of digits.</param>
/// <param name="Handle">What it does.</param>
/// <param name="Forwards">Whether another worker may have to do it.</param>
internal sealed record Route(string Method, string Template, Func<RestRequest, Task<RestResponse>> Handle, bool Forwards = false)
{
    private readonly string[] _parts = Template.Split('/', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>The path's values if it is this endpoint's, else null.</summary>
    public IReadOnlyDictionary<string, string>? Match(IReadOnlyList<string> segments)
    {
        if (segments.Count != _parts.Length)
        {
            return null;
        }
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var i = 0; i < _parts.Length; i++)
        {
            var part = _parts[i];
            if (part[0] != '{')
            {
                if (part != segments[i])
                {
                    return null;
                }
            }
            else if (part.EndsWith(":int}", StringComparison.Ordinal))
            {
                if (!segments[i].TrimStart('-').All(char.IsAsciiDigit) || !int.TryParse(segments[i], out _))
                {
                    return null;
                }
                values[part[1..^5]] = segments[i];
            }
            else
            {
                values[part[1..^1]] = segments[i];
            }
        }
        return values;
    }
}
