namespace Ms2Lab.Cli;

/// <summary>What the program's exit code says.</summary>
public static class ExitCode
{
    /// <summary>Everything asked for was done, every check passed.</summary>
    public const int Success = 0;

    /// <summary>It ran, and something did not pass or is missing.</summary>
    public const int Failed = 1;

    /// <summary>The command line was not understood.</summary>
    public const int Usage = 2;

    /// <summary>The servers did not come up or a file could not be used; the message says what to do.</summary>
    public const int Environment = 3;

    /// <summary>A fault of the program itself.</summary>
    public const int Fault = 70;

    /// <summary>Ended by Ctrl-C.</summary>
    public const int Interrupted = 130;
}
