namespace Ms2Lab.Foreign;

/// <summary>How a foreign program ended.</summary>
/// <param name="ExitCode">0 for success; 124 when it ran into its limit.</param>
/// <param name="Output">All of standard output.</param>
/// <param name="Errors">All of standard error.</param>
public sealed record ForeignResult(int ExitCode, string Output, string Errors);
