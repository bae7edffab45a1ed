using Ms2Lab.Schemas.Registry.Model;

namespace Ms2Lab.Schemas.Registry.Rest;

/// <summary>
/// Paths below <c>/contexts/{context}</c> mean the same paths without it, their subjects and prefixes being the context's
/// (Schema Registry's ContextFilter).
/// </summary>
internal static class ContextPath
{
    private const string Contexts = "contexts";

    internal static RestRequest Resolve(RestRequest request)
    {
        if (request.Segments is not [Contexts, var segment, .. var rest])
        {
            return request;
        }

        var context = SubjectName.ContextPrefix(segment);
        if (rest.Length == 0)
        {
            return request.At(context.Length == 0 ? [] : [Contexts, context]);
        }

        return (rest[0] switch
        {
            "config" or "mode" when rest.Length == 1 => request.At(context.Length == 0 ? rest : [rest[0], context]),
            "config" or "mode" => request.At([rest[0], Within(context, rest[1]), .. rest[2..]]),
            _ => request.At(WithSubject(rest, s => Within(context, s))),
        }) switch
        {
            { Segments: ["schemas", "ids", ..] } inner => inner.With("subject", Within(context, inner.Query("subject") ?? "")),
            { Segments: ["schemas"] or ["subjects"] } inner => inner.With("subjectPrefix", Within(context, inner.Query("subjectPrefix") ?? "")),
            var inner => inner,
        };
    }

    /// <summary>Replaces the segment that names a subject: the one after <c>subjects</c>.</summary>
    internal static string[] WithSubject(string[] segments, Func<string, string> replace)
    {
        var at = Array.IndexOf(segments, "subjects") + 1;
        return at > 0 && at < segments.Length ? [.. segments[..at], replace(segments[at]), .. segments[(at + 1)..]] : segments;
    }

    private static string Within(string context, string subject) =>
        subject.StartsWith(":.", StringComparison.Ordinal) || subject.StartsWith(SubjectName.AnyContext, StringComparison.Ordinal) ? subject : context + subject;
}
