using Markdig;
using Markdig.Extensions.Tables;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using Spectre.Console;

namespace Ms2Lab.Cli.Terminal;

/// <summary>Shows the Markdown of a lab's text in a terminal: paragraphs, lists, code, tables.</summary>
internal sealed class MarkdownView(IAnsiConsole console)
{
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().UsePipeTables().Build();

    /// <summary>Writes a text.</summary>
    public void Write(string markdown)
    {
        foreach (var block in Markdown.Parse(markdown, Pipeline))
        {
            Write(block, "");
            console.WriteLine();
        }
    }

    private void Write(Block block, string indent)
    {
        switch (block)
        {
            case Markdig.Extensions.Tables.Table table:
                Write(table);
                break;
            case CodeBlock code:
                foreach (var line in code.Lines.ToString().TrimEnd().Split('\n'))
                {
                    console.MarkupLine($"{indent}    [cyan]{line.EscapeMarkup()}[/]");
                }
                break;
            case ListBlock list:
                var number = 1;
                foreach (var item in list.OfType<ListItemBlock>().SelectMany(i => i))
                {
                    console.Markup(indent + (list.IsOrdered ? $" {number++}. " : " • "));
                    Write(item, "");
                }
                break;
            case LeafBlock { Inline: { } inline }:
                console.MarkupLine(indent + (block is HeadingBlock ? $"[bold]{Markup(inline)}[/]" : Markup(inline)));
                break;
            case ContainerBlock container:
                foreach (var inner in container)
                {
                    Write(inner, indent + "  ");
                }
                break;
            default:
                break; // HTML and rules have nothing to show
        }
    }

    private void Write(Markdig.Extensions.Tables.Table source)
    {
        var table = new Spectre.Console.Table().Border(TableBorder.Minimal);
        foreach (var row in source.OfType<Markdig.Extensions.Tables.TableRow>())
        {
            var cells = row.OfType<TableCell>().Select(c => string.Concat(c.OfType<ParagraphBlock>().Select(p => Markup(p.Inline!)))).ToArray();
            if (row.IsHeader)
            {
                table.AddColumns(cells);
            }
            else
            {
                table.AddRow(cells);
            }
        }
        table.Expand = false;
        console.Write(table);
    }

    private static string Markup(ContainerInline inlines) => string.Concat(inlines.Select(i => i switch
    {
        CodeInline code => $"[cyan]{code.Content.EscapeMarkup()}[/]",
        LiteralInline text => text.Content.ToString().EscapeMarkup(),
        LineBreakInline => " ",
        EmphasisInline { DelimiterCount: > 1 } strong => $"[bold]{Markup(strong)}[/]",
        EmphasisInline emphasis => $"[italic]{Markup(emphasis)}[/]",
        LinkInline link => $"{Markup(link)} ({link.Url?.EscapeMarkup()})",
        ContainerInline inner => Markup(inner),
        HtmlEntityInline entity => entity.Transcoded.ToString().EscapeMarkup(),
        _ => "",
    }));
}
