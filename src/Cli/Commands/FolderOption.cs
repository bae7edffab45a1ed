using System.CommandLine;

namespace Ms2Lab.Cli.Commands;

/// <summary>The <c>--folder</c> option: where a student works.</summary>
internal static class FolderOption
{
    public static Option<DirectoryInfo?> Create() => new("--folder") { Description = "The folder you work in; it keeps your progress (default: the current one)." };

    public static string Read(ParseResult line, Option<DirectoryInfo?> option) => line.GetValue(option)?.FullName ?? Directory.GetCurrentDirectory();
}
