namespace Ms2Lab.Connect.Runtime.Transforms;

/// <summary>Java's way to split a text.</summary>
internal static class JavaLists
{
    /// <summary>The parts between separators without the empty ones at the end; an empty text is one part.</summary>
    public static string[] Split(string text, char separator)
    {
        var parts = text.Split(separator);
        var length = parts.Length;
        while (length > 1 && parts[length - 1].Length == 0)
        {
            length--;
        }

        // A text of separators alone has no part at all.
        return length == 1 && parts[0].Length == 0 && text.Length > 0 ? [] : parts[..length];
    }
}
