namespace Ms2Lab.Connect.Api;

/// <summary>The three formats in which instants are written as text.</summary>
internal static class ValueFormats
{
    public static JavaDateFormat Date { get; } = new("yyyy-MM-dd");

    public static JavaDateFormat Time { get; } = new("HH:mm:ss.SSS'Z'");

    public static JavaDateFormat Timestamp { get; } = new("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'");
}
