using System.Text;

namespace Ms2Lab.Connect.Jdbc.Sink;

/// <summary>Rows to write to one table with statements of one shape: those of a flush.</summary>
/// <param name="head">What stands before the rows of a statement; empty if each row is a statement of its own.</param>
/// <param name="tail">What stands behind the rows of a statement.</param>
internal sealed class RowBatch(string head, string tail)
{
    private const int MaximumRows = 1000;
    private const int MaximumCharacters = 1 << 19;
    private readonly StringBuilder _text = new();
    private readonly List<int> _ends = [];
    private string? _sealed;

    /// <summary>The number of rows.</summary>
    public int Count => _ends.Count;

    /// <summary>Whether each row is a statement of its own, so that several must be made to fail together.</summary>
    public bool AreStatements => head.Length == 0;

    /// <summary>The text to which the next row is appended, up to <see cref="EndRow"/>.</summary>
    public StringBuilder Text => _text;

    /// <summary>Ends the row that was appended to <see cref="Text"/>.</summary>
    public void EndRow()
    {
        _ends.Add(_text.Length);
        _text.Append(AreStatements ? ';' : ',');
    }

    /// <summary>The runs of rows that go into one request, as first row and the row after the last.</summary>
    public IEnumerable<(int First, int End)> Chunks()
    {
        var first = 0;
        while (first < Count)
        {
            var end = first + 1;
            while (end < Count && end - first < MaximumRows && _ends[end] - Start(first) <= MaximumCharacters)
            {
                end++;
            }

            yield return (first, end);
            first = end;
        }
    }

    /// <summary>The statement, or statements, of some rows.</summary>
    public string Sql(int first, int end)
    {
        _sealed ??= _text.ToString();
        return string.Concat(head, _sealed.AsSpan(Start(first), _ends[end - 1] - Start(first)), tail);
    }

    private int Start(int row) => row == 0 ? 0 : _ends[row - 1] + 1;
}
