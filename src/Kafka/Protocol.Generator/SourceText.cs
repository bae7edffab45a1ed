using System.Text;

namespace Ms2Lab.Kafka.Protocol.Generator;

/// <summary>Lines of C# with braces that indent.</summary>
internal sealed class SourceText
{
    private readonly StringBuilder _text = new();
    private int _depth;

    public SourceText Line(string line = "")
    {
        if (line.Length > 0)
        {
            _text.Append(' ', _depth * 4).Append(line);
        }

        _text.Append('\n');
        return this;
    }

    /// <summary>A head line and the block below it.</summary>
    public SourceText Block(string head, Action body)
    {
        Line(head).Line("{");
        _depth++;
        body();
        _depth--;
        return Line("}");
    }

    public override string ToString() => _text.ToString();
}
