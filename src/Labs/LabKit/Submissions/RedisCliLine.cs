namespace Ms2Lab.Labs.LabKit.Submissions;

/// <summary>One line of a submitted script that calls redis-cli.</summary>
/// <remarks>
/// Understood: <c>-n DATABASE</c>, <c>-x</c> (the last argument comes from a file), <c>-D DELIMITER</c>, <c>&lt; FILE</c> and <c>&gt; FILE</c>. Taken and left
/// aside, since address and password come from the environment: <c>-h -p -a -u --user --pass --raw --no-auth-warning</c>. No shell runs: pipes and variables are refused.
/// </remarks>
public sealed record RedisCliLine
{
    /// <summary>Where it stands.</summary>
    public required SubmissionFile File { get; init; }

    /// <summary>The line as it was written.</summary>
    public required string Source { get; init; }

    /// <summary>Number of the database.</summary>
    public int Database { get; init; }

    /// <summary>The command and its arguments.</summary>
    public required IReadOnlyList<string> Words { get; init; }

    /// <summary>Whether the last argument is what <see cref="Input"/> holds.</summary>
    public bool TakesInput { get; init; }

    /// <summary>File that is read, or null.</summary>
    public string? Input { get; init; }

    /// <summary>File that is written, or null.</summary>
    public string? Output { get; init; }

    /// <summary>What redis-cli writes after an answer: a line feed, unless <c>-D</c> says otherwise.</summary>
    public string Delimiter { get; init; } = "\n";

    /// <summary>The line without options, for searching: <c>set var 100</c>.</summary>
    public string Command => string.Join(' ', Words);
}
