using System.Diagnostics.CodeAnalysis;

namespace Ms2Lab.Connect.Runtime.Files;

/// <summary>Collects characters and gives finished lines: ended by \n, \r\n, or \r with something behind it.</summary>
internal sealed class LineBuffer
{
    private char[] _chars = new char[1024];
    private int _count;

    /// <summary>Reads as much as fits, after making room if no line was found in a full buffer; the number of characters.</summary>
    public int Fill(GrowingFile input)
    {
        if (_count == _chars.Length)
        {
            Array.Resize(ref _chars, _chars.Length * 2);
        }

        var read = input.Read(_chars.AsSpan(_count));
        _count += read;
        return read;
    }

    /// <summary>Takes the first finished line and says how many characters it and its end had.</summary>
    public bool TryTake([NotNullWhen(true)] out string? line, out int length)
    {
        var text = _chars.AsSpan(0, _count);
        var end = text.IndexOfAny('\n', '\r');
        line = null;
        length = 0;
        if (end < 0 || (text[end] == '\r' && end + 1 >= _count))
        {
            return false;
        }

        length = end + (text[end] == '\r' && text[end + 1] == '\n' ? 2 : 1);
        line = text[..end].ToString();
        text[length..].CopyTo(_chars);
        _count -= length;
        return true;
    }
}
