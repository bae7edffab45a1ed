using System.Text.RegularExpressions;

namespace Ms2Lab.Labs.LabKit.Submissions;

/// <summary>Finds SQL statements in the scripts (<c>*.sql</c>) of a submission.</summary>
public static class SqlScripts
{
    /// <summary>The statements that match, all of one script.</summary>
    /// <param name="submission">The submission.</param>
    /// <param name="pattern">Matched against each statement, whatever its case.</param>
    /// <param name="about">What they are, for errors: <c>CREATE TABLE meterType</c>.</param>
    /// <exception cref="ArtifactException">There is none, or two scripts have some.</exception>
    public static IReadOnlyList<SqlStatement> Find(Submission submission, string pattern, string about)
    {
        ArgumentNullException.ThrowIfNull(submission);
        var regex = new Regex(pattern, RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.Singleline, TimeSpan.FromSeconds(1));
        var scripts = submission.TextFiles(".sql").ToList();
        var found = scripts.SelectMany(Split).Where(s => regex.IsMatch(s.Text)).ToList();
        var files = found.Select(s => s.File.Path).Distinct().ToList();
        return files.Count switch
        {
            1 => found,
            0 when scripts.Count == 0 => throw new ArtifactException($"an SQL script with {about}", "no *.sql file", "Save the statements that you typed in a file that ends in .sql."),
            0 => throw new ArtifactException($"an SQL script with {about}", $"none in {string.Join(", ", scripts.Select(s => s.Path))}", "Add the statement to your script."),
            _ => throw new ArtifactException($"one SQL script with {about}", $"{files.Count}: {string.Join(", ", files)}", "Hand in only the one that counts."),
        };
    }

    /// <summary>Splits a script at its semicolons, minding quotes and comments.</summary>
    public static IEnumerable<SqlStatement> Split(SubmissionFile script)
    {
        ArgumentNullException.ThrowIfNull(script);
        var text = new System.Text.StringBuilder();
        for (var i = 0; i < script.Text.Length; i++)
        {
            var c = script.Text[i];
            if (c is '\'' or '"' or '`')
            {
                var end = EndOfQuote(script.Text, i);
                text.Append(script.Text, i, end - i);
                i = end - 1;
            }
            else if (EndOfComment(script.Text, i) is { } after)
            {
                text.Append(' ');
                i = after - 1;
            }
            else if (c == ';')
            {
                yield return new(script, text.ToString().Trim());
                text.Clear();
            }
            else
            {
                text.Append(c);
            }
        }
        if (text.ToString().Trim() is { Length: > 0 } rest)
        {
            yield return new(script, rest);
        }
    }

    private static int EndOfQuote(string text, int start)
    {
        for (var i = start + 1; i < text.Length; i++)
        {
            if (text[i] == '\\' && text[start] != '`')
            {
                i++;
            }
            else if (text[i] == text[start])
            {
                return i + 1;
            }
        }
        return text.Length;
    }

    private static int? EndOfComment(string text, int at)
    {
        var rest = text.AsSpan(at);
        var isLine = rest[0] == '#' || rest.StartsWith("-- ") || rest.StartsWith("--\n") || rest.StartsWith("--\r");
        var (mark, length) = isLine ? ("\n", 0) : rest.StartsWith("/*") ? ("*/", 2) : ("", 0);
        if (mark.Length == 0)
        {
            return null;
        }
        var end = text.IndexOf(mark, at, StringComparison.Ordinal);
        return end < 0 ? text.Length : end + length;
    }
}
