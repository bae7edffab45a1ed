namespace Ms2Lab.Schemas.Formats.JsonSchema.Validation;

/// <summary>Where and why a document does not hold to its schema, in the words of the registry's validator.</summary>
/// <param name="Pointer">The place in the document, such as <c>#/items/0</c>.</param>
/// <param name="Text">What is wrong there.</param>
/// <param name="Keyword">The keyword that is not fulfilled; null where several are.</param>
/// <param name="Causes">What led to it.</param>
public sealed record JsonSchemaViolation(string Pointer, string Text, string? Keyword, IReadOnlyList<JsonSchemaViolation> Causes)
{
    /// <summary>Place and reason.</summary>
    public string Message => $"{Pointer}: {Text}";

    private int Count => Causes.Count == 0 ? 1 : Causes.Sum(c => c.Count);

    internal static JsonSchemaViolation Here(string text, string? keyword, IReadOnlyList<JsonSchemaViolation>? causes = null) =>
        new("#", text, keyword, causes ?? []);

    /// <summary>None, the only one, or one that has all as its causes.</summary>
    internal static JsonSchemaViolation? Of(IReadOnlyList<JsonSchemaViolation> found) => found.Count switch
    {
        0 => null,
        1 => found[0],
        _ => Here($"{found.Sum(f => f.Count)} schema violations found", null, found),
    };

    /// <summary>The same seen from the value around: a property or an index leads the pointer.</summary>
    internal JsonSchemaViolation Within(string segment)
    {
        var escaped = segment.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);
        return this with { Pointer = $"#/{escaped}{Pointer[1..]}", Causes = [.. Causes.Select(c => c.Within(segment))] };
    }
}
