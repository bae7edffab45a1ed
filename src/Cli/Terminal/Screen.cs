using Spectre.Console;

namespace Ms2Lab.Cli.Terminal;

/// <summary>Standard output: a terminal with colours, or plain lines of any length for a file or a pipe.</summary>
internal static class Screen
{
    private const int NoWrap = 10_000;

    private static readonly Lazy<IAnsiConsole> Standard = new(Create);

    /// <summary>The console to write to.</summary>
    public static IAnsiConsole Out => Standard.Value;

    /// <summary>Whether standard output is a terminal that wants colours.</summary>
    public static bool IsTerminal => !Console.IsOutputRedirected && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"));

    /// <summary>Columns of the terminal; lines of any length where there is none.</summary>
    public static int Width => Console.IsOutputRedirected || Console.WindowWidth <= 0 ? NoWrap : Console.WindowWidth;

    /// <summary>Whether lines may be rewritten.</summary>
    public static bool IsLive => !Console.IsOutputRedirected && Out.Profile.Capabilities.Interactive;

    /// <summary>A console on somebody else's terminal, or plain lines of any length.</summary>
    /// <param name="writer">Where it goes.</param>
    /// <param name="isTerminal">Whether it is a terminal.</param>
    /// <param name="width">The terminal's columns.</param>
    public static IAnsiConsole On(TextWriter writer, bool isTerminal, int width)
    {
        var console = AnsiConsole.Create(new()
        {
            Ansi = isTerminal ? AnsiSupport.Yes : AnsiSupport.No,
            ColorSystem = isTerminal ? ColorSystemSupport.Standard : ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
            Out = new AnsiConsoleOutput(writer),
        });
        console.Profile.Width = isTerminal ? width : NoWrap;
        return console;
    }

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
