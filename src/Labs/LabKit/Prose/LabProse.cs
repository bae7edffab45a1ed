using System.Text.RegularExpressions;
using Markdig;
using Markdig.Syntax;

namespace Ms2Lab.Labs.LabKit.Prose;

/// <summary>
/// The one text of a lab: README.md. Its first heading is the title; a section whose heading is followed by the comment
/// <c>&lt;!-- step: ID --&gt;</c> instructs that step; a <c>&lt;details&gt;</c> block within it is a hint.
/// </summary>
public sealed partial class LabProse
{
    private LabProse(string title, string introduction, IReadOnlyList<StepProse> steps)
    {
        Title = title;
        Introduction = introduction;
        Steps = steps;
    }

    /// <summary>The lab's title.</summary>
    public string Title { get; }

    /// <summary>Markdown between the title and the first section.</summary>
    public string Introduction { get; }

    /// <summary>The sections of the steps, in the order of the text.</summary>
    public IReadOnlyList<StepProse> Steps { get; }

    /// <summary>The section of a step.</summary>
    /// <exception cref="LabContentException">The text has none.</exception>
    public StepProse Step(string id) => Steps.FirstOrDefault(s => s.Id == id) ?? throw new LabContentException($"The README of '{Title}' has no section for step '{id}'.");

    /// <summary>Reads a README.</summary>
    /// <exception cref="LabContentException">It is missing or lacks a title.</exception>
    public static LabProse Load(string path)
    {
        try
        {
            return Parse(File.ReadAllText(path), path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new LabContentException($"The text of a lab cannot be read: {e.Message}", e);
        }
    }

    /// <summary>Reads a README's text.</summary>
    /// <param name="text">Markdown.</param>
    /// <param name="origin">What to call it in errors.</param>
    /// <exception cref="LabContentException">It lacks a title.</exception>
    public static LabProse Parse(string text, string origin)
    {
        ArgumentNullException.ThrowIfNull(text);
        var blocks = Markdown.Parse(text).ToList();
        if (blocks is not [HeadingBlock { Level: 1 } title, ..])
        {
            throw new LabContentException($"{origin} does not begin with a title (# …).");
        }
        var sections = new List<StepProse>();
        var firstSection = blocks.FindIndex(1, b => b is HeadingBlock { Level: 2 });
        var introduction = Slice(text, blocks[1..(firstSection < 0 ? blocks.Count : firstSection)]);
        for (var i = firstSection; i >= 0 && i < blocks.Count; i = NextSection(blocks, i))
        {
            if (i + 1 < blocks.Count && blocks[i + 1] is HtmlBlock comment && StepComment().Match(Source(text, comment)) is { Success: true } mark)
            {
                sections.Add(Section(mark.Groups[1].Value, HeadingText(text, (HeadingBlock)blocks[i]), text, blocks[(i + 2)..NextSection(blocks, i)]));
            }
        }
        return new(HeadingText(text, title), introduction, sections);
    }

    private static int NextSection(List<Block> blocks, int from)
    {
        var next = blocks.FindIndex(from + 1, b => b is HeadingBlock { Level: <= 2 });
        return next < 0 ? blocks.Count : next;
    }

    private static StepProse Section(string id, string title, string text, List<Block> blocks)
    {
        var (instruction, hints) = (new List<Block>(), new List<string>());
        for (var i = 0; i < blocks.Count; i++)
        {
            if (!IsTag(text, blocks[i], "<details"))
            {
                instruction.Add(blocks[i]);
                continue;
            }
            var end = blocks.FindIndex(i, b => IsTag(text, b, "</details"));
            hints.Add(Slice(text, blocks[(i + 1)..end]));
            i = end;
        }
        return new(id, Numbering().Replace(title, ""), Slice(text, instruction), hints);
    }

    private static bool IsTag(string text, Block block, string tag) => block is HtmlBlock && Source(text, block).TrimStart().StartsWith(tag, StringComparison.OrdinalIgnoreCase);

    private static string Source(string text, Block block) => text.Substring(block.Span.Start, block.Span.Length);

    private static string Slice(string text, List<Block> blocks) => string.Join("\n\n", blocks.Select(b => Source(text, b).Trim()));

    private static string HeadingText(string text, HeadingBlock heading) => Source(text, heading).TrimStart('#').Trim();

    [GeneratedRegex(@"^\s*<!--\s*step:\s*([a-z0-9-]+)\s*-->")]
    private static partial Regex StepComment();

    [GeneratedRegex(@"^\d+\.\s+")]
    private static partial Regex Numbering();
}
