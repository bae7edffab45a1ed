using System.Text;

namespace Ms2Lab.Connect.Runtime.Files;

/// <summary>Reads the characters of a UTF-8 file to whose end others write.</summary>
internal sealed class GrowingFile : IDisposable
{
    private readonly FileStream _stream;
    private readonly Decoder _decoder = Encoding.UTF8.GetDecoder();
    private readonly byte[] _bytes = new byte[8192];
    private readonly char[] _chars = new char[8193];
    private int _next;
    private int _count;

    private GrowingFile(FileStream stream) => _stream = stream;

    /// <summary>Whether there are characters now.</summary>
    public bool HasMore => _next < _count || _stream.Position < _stream.Length;

    /// <summary>Opens a file at a byte; null if it is not that long (yet).</summary>
    public static GrowingFile? TryOpen(string path, long position)
    {
        var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1);
        if (stream.Length < position)
        {
            stream.Dispose();
            return null;
        }

        stream.Position = position;
        return new GrowingFile(stream);
    }

    /// <summary>Reads what there is, at most as much as fits; 0 if only part of a character was there.</summary>
    public int Read(Span<char> destination)
    {
        var read = 0;
        while (read < destination.Length && HasMore)
        {
            if (_next == _count)
            {
                _next = 0;
                _count = _decoder.GetChars(_bytes.AsSpan(0, _stream.Read(_bytes)), _chars, flush: false);
                continue;
            }

            var length = Math.Min(_count - _next, destination.Length - read);
            _chars.AsSpan(_next, length).CopyTo(destination[read..]);
            _next += length;
            read += length;
        }

        return read;
    }

    public void Dispose() => _stream.Dispose();
}
