using Spectre.Console;

namespace Ms2Lab.Cli.Terminal;

/// <summary>Standard output: a terminal with colours, or plain lines of any length for a file or a pipe.</summary>
internal static class Screen
{
    private const int NoWrap = 10_000;

    /// <summary>The console to write to.</summary>
    public static IAnsiConsole Out { get; } = Create();

    /// <summary>Whether lines may be rewritten.</summary>
    public static bool IsLive => !Console.IsOutputRedirected && Out.Profile.Capabilities.Interactive;

    private static IAnsiConsole Create()
    {
        var plain = Console.IsOutputRedirected;
        var console = AnsiConsole.Create(new()
        {
            Ansi = plain ? AnsiSupport.No : AnsiSupport.Detect,
            ColorSystem = plain ? ColorSystemSupport.NoColors : ColorSystemSupport.Detect,
        });
        if (plain)
        {
            console.Profile.Width = NoWrap;
        }
        return console;
    }
}
