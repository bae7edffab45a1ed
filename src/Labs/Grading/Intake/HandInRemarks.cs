using System.Text.RegularExpressions;
using Ms2Lab.Labs.LabKit.Submissions;

namespace Ms2Lab.Labs.Grading;

/// <summary>What an instructor should know of a hand-in beside its verdicts: secrets in files, and what was left out. It costs no points.</summary>
/// <remarks>A secret is named by its kind, file and line; its text goes into no report.</remarks>
public static partial class HandInRemarks
{
    private static readonly string[] Archives = [".zip", ".tar", ".gz", ".tgz", ".rar", ".7z"];

    private static readonly string[] Texts =
        [".json", ".txt", ".py", ".sh", ".sql", ".md", ".yaml", ".yml", ".properties", ".config", ".conf", ".cfg", ".ini", ".toml", ".pem", ".key", ".cs", ".java", ".js", ".ipynb"];

    // The labs' own passwords are public and no secret.
    private static readonly (string Kind, Regex Shape)[] Secrets =
    [
        ("a private key", PrivateKey()), ("a key of AWS", AwsKey()), ("a key of Google's APIs", GoogleKey()), ("a token of GitHub", GitHubToken()), ("a secret of Confluent Cloud", ConfluentSecret()),
    ];

    /// <summary>The remarks on a hand-in, one sentence each, in the order of its files.</summary>
    /// <param name="submission">The hand-in.</param>
    /// <param name="notTaken">Paths of files that were too large for the intake.</param>
    public static IReadOnlyList<string> On(Submission submission, params IReadOnlyCollection<string> notTaken)
    {
        ArgumentNullException.ThrowIfNull(submission);
        var secrets = submission.TextFiles(Texts).SelectMany(SecretsIn);
        var archives = submission.Paths.Where(p => Archives.Contains(Path.GetExtension(p).ToLowerInvariant())).Select(p => $"{p} is an archive within the hand-in and was not opened.");
        var links = submission.Links.Select(p => $"{p} is a link and was left out.");
        // Videos and images are large by nature, and no lab reads them.
        var large = submission.TooLarge.Concat(notTaken).Where(p => Texts.Contains(Path.GetExtension(p).ToLowerInvariant())).Select(p => $"{p} is too large for an artifact and was left out.");
        return [.. secrets, .. archives, .. links, .. large];
    }

    private static IEnumerable<string> SecretsIn(SubmissionFile file) =>
        from secret in Secrets
        let found = secret.Shape.Match(file.Text)
        where found.Success
        select $"{file.Path}, line {file.Text.AsSpan(0, found.Index).Count('\n') + 1}: this looks like {secret.Kind}. It is known to whoever has the hand-in: revoke it.";

    [GeneratedRegex("-----BEGIN [A-Z ]*PRIVATE KEY-----")]
    private static partial Regex PrivateKey();

    [GeneratedRegex(@"\b(AKIA|ASIA)[0-9A-Z]{16}\b")]
    private static partial Regex AwsKey();

    [GeneratedRegex(@"\bAIza[0-9A-Za-z_-]{35}")]
    private static partial Regex GoogleKey();

    [GeneratedRegex(@"\bgh[pousr]_[0-9A-Za-z]{36}")]
    private static partial Regex GitHubToken();

    // 64 characters of base64 after a name that says so: "Api secret" and sasl.password of the course's credentials files.
    [GeneratedRegex("(secret|sasl\\.password)[\"']?\\s*[:=]\\s*[\"']?[A-Za-z0-9+/]{40,}", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex ConfluentSecret();
}
