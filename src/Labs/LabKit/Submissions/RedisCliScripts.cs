using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Ms2Lab.Labs.LabKit.Submissions;

/// <summary>Finds the lines of a submission's scripts that call redis-cli.</summary>
public static class RedisCliScripts
{
    /// <summary>The lines whose command matches, all of one script.</summary>
    /// <param name="submission">The submission.</param>
    /// <param name="pattern">Matched against the command, whatever its case.</param>
    /// <param name="about">What they are, for errors: <c>redis-cli set var</c>.</param>
    /// <exception cref="ArtifactException">There is none, two scripts have some, or a line cannot be understood.</exception>
    public static IReadOnlyList<RedisCliLine> Find(Submission submission, string pattern, string about)
    {
        ArgumentNullException.ThrowIfNull(submission);
        var lines = submission.TextFiles(".sh", ".txt", ".redis")
            .SelectMany(f => f.Text.Split('\n').Select(l => l.Trim()).Where(l => l.StartsWith("redis-cli", StringComparison.Ordinal)).Select(l => Parse(f, l)))
            .ToList();
        var found = lines.Where(l => Regex.IsMatch(l.Command, pattern, RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1))).ToList();
        var files = found.Select(l => l.File.Path).Distinct().ToList();
        return files.Count switch
        {
            1 => found,
            0 => throw new ArtifactException($"a script with a line {about}", lines.Count == 0 ? "no script with a redis-cli line" : $"none among {lines.Count} redis-cli lines",
                "Save the commands that you typed in a file that ends in .sh, one redis-cli call a line."),
            _ => throw new ArtifactException($"one script with a line {about}", $"{files.Count}: {string.Join(", ", files)}", "Hand in only the one that counts."),
        };
    }

    /// <summary>The script with nothing but the lines whose command matches.</summary>
    /// <exception cref="ArtifactException">As <see cref="Find"/>.</exception>
    public static SubmissionFile Excerpt(Submission submission, string pattern, string about)
    {
        var found = Find(submission, pattern, about);
        return found[0].File with { Text = string.Concat(found.Select(l => l.Source + "\n")) };
    }

    /// <summary>Reads one line.</summary>
    /// <exception cref="ArtifactException">It needs a shell, or an option is not understood.</exception>
    public static RedisCliLine Parse(SubmissionFile file, string line)
    {
        ArgumentNullException.ThrowIfNull(file);
        var parsed = new RedisCliLine { File = file, Source = line, Words = [] };
        var words = new Queue<string>(Split(line).Skip(1));
        while (words.TryDequeue(out var word))
        {
            parsed = (word, parsed.Words.Count) switch
            {
                ("<", _) => parsed with { Input = Argument(word) },
                (">", _) => parsed with { Output = Argument(word) },
                ("|" or ">>" or "&&" or ";" or "&", _) => throw NotUnderstood($"'{word}'"),
                ("-n", 0) => parsed with { Database = int.TryParse(Argument(word), NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : throw NotUnderstood("-n without a number") },
                ("-x", 0) => parsed with { TakesInput = true },
                ("-D", 0) => parsed with { Delimiter = Argument(word) },
                ("-h" or "-p" or "-a" or "-u" or "--user" or "--pass", 0) => Skip(word),
                ("--raw" or "--no-auth-warning", 0) => parsed,
                (['-', ..], 0) => throw NotUnderstood($"option {word}"),
                _ => parsed with { Words = [.. parsed.Words, word] },
            };
        }
        return parsed.Words.Count > 0 ? parsed : throw NotUnderstood("no command");

        string Argument(string of) => words.TryDequeue(out var next) ? next : throw NotUnderstood($"nothing after {of}");

        RedisCliLine Skip(string option)
        {
            Argument(option);
            return parsed;
        }

        ArtifactException NotUnderstood(string what) =>
            new("redis-cli lines with -n, -x, -D, < and > at most", $"{file.Path}: {what} in `{line}`", "Write one plain redis-cli call a line.");
    }

    private static IEnumerable<string> Split(string line)
    {
        var (word, quote, started) = (new StringBuilder(), '\0', false);
        foreach (var c in line)
        {
            if (quote != '\0' ? c == quote : c is '"' or '\'')
            {
                (quote, started) = (quote == '\0' ? c : '\0', true);
            }
            else if (quote == '\0' && (char.IsWhiteSpace(c) || (c == '#' && !started)))
            {
                if (started)
                {
                    yield return word.ToString();
                }
                if (c == '#')
                {
                    yield break;
                }
                (word, started) = (word.Clear(), false);
            }
            else
            {
                word.Append(c);
                started = true;
            }
        }
        if (started)
        {
            yield return word.ToString();
        }
    }
}
