using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace Ms2Lab.Labs.Tests;

public sealed partial class DocumentationTests
{
    [Fact]
    public void The_code_in_the_developers_page_is_the_code_of_compiled_tests()
    {
        var compiled = Snippet().Matches(Read("tests/Labs/Snippets/FixtureSnippets.cs")).ToDictionary(m => m.Groups[1].Value, m => m.Groups[2].Value.Trim());
        var shown = Shown().Matches(Read("docs/developers.md")).ToDictionary(m => m.Groups[1].Value, m => m.Groups[2].Value.Trim());

        shown.Should().NotBeEmpty().And.Equal(compiled);
    }

    private static string Read(string path, [CallerFilePath] string here = "") =>
        File.ReadAllText(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", path)).ReplaceLineEndings("\n");

    [GeneratedRegex(@"// snippet: (\S+)\n(.*?)// end\n", RegexOptions.Singleline)]
    private static partial Regex Snippet();

    [GeneratedRegex(@"<!-- snippet: (\S+) -->\n```csharp\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Shown();
}
