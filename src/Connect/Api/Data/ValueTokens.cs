namespace Ms2Lab.Connect.Api;

/// <summary>Splits a text at the delimiters <c>: , { } [ ] "</c>; a backslash takes the next delimiter's meaning away.</summary>
internal sealed class ValueTokens(string text)
{
    private int _position;
    private string? _next;

    public int Position => _position;

    public int Mark => _position - (_next?.Length ?? 0);

    public bool HasNext => _next is not null || _position < text.Length;

    public void RewindTo(int position)
    {
        _position = position;
        _next = null;
    }

    public string Next()
    {
        var token = _next ?? Read();
        _next = null;
        return token;
    }

    /// <summary>The text of the next tokens, or null (and nothing consumed) if there are fewer.</summary>
    public string? Next(int count)
    {
        var start = Mark;
        for (var i = 0; i < count; i++)
        {
            if (!HasNext)
            {
                RewindTo(start);
                return null;
            }

            Next();
        }

        return text[start.._position];
    }

    /// <summary>Consumes the expected token, white space around it and blank tokens before it.</summary>
    public bool CanConsume(string expected)
    {
        if (_next is null)
        {
            if (_position >= text.Length)
            {
                return false;
            }

            _next = Read();
        }

        while (string.IsNullOrWhiteSpace(_next) && _position < text.Length)
        {
            _next = Read();
        }

        if (_next.Trim() != expected)
        {
            return false;
        }

        _next = null;
        return true;
    }

    private string Read()
    {
        var start = _position;
        var escaped = false;
        for (; _position < text.Length; _position++)
        {
            var c = text[_position];
            if (!escaped && c is ':' or ',' or '{' or '}' or '[' or ']' or '"')
            {
                if (start == _position)
                {
                    _position++;
                }

                return text[start.._position];
            }

            escaped = c == '\\' && !escaped;
        }

        return text[start..];
    }
}
