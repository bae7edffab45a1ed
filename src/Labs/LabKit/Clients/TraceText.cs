namespace Ms2Lab.Labs.LabKit.Clients;

/// <summary>Picks the line of a Java stack trace that tells a person what happened.</summary>
public static class TraceText
{
    private static readonly string[] Wrappers =
    [
        "Exiting WorkerSinkTask due to unrecoverable exception.", "Exception chain:", "Tolerance exceeded in error handler",
    ];

    /// <summary>The last message line that is not a wrapper's, without the exception's class name; null for no trace.</summary>
    public static string? Cause(string? trace)
    {
        if (string.IsNullOrWhiteSpace(trace))
        {
            return null;
        }
        var lines = trace.Split('\n').Select(l => l.TrimEnd('\r')).Where(l => l.Length > 0 && l[0] != '\t' && !l.StartsWith("   ", StringComparison.Ordinal)).ToList();
        var telling = lines.FindLast(l => !Wrappers.Any(w => l.EndsWith(w, StringComparison.Ordinal))) ?? lines[^1];
        return WithoutClass(telling.StartsWith("Caused by: ", StringComparison.Ordinal) ? telling["Caused by: ".Length..] : telling);
    }

    private static string WithoutClass(string line)
    {
        var colon = line.IndexOf(": ", StringComparison.Ordinal);
        return colon > 0 && !line[..colon].Contains(' ', StringComparison.Ordinal) && line[..colon].Contains('.', StringComparison.Ordinal) ? line[(colon + 2)..] : line;
    }
}
