namespace Ms2Lab.Connect.Jdbc.Source.Settings;

/// <summary>The ways of finding new rows, as the setting <c>mode</c> names them.</summary>
internal static class SourceModes
{
    public const string Bulk = "bulk";
    public const string Incrementing = "incrementing";
    public const string Timestamp = "timestamp";
    public const string TimestampIncrementing = "timestamp+incrementing";

    /// <summary>Whether the mode looks at a column of timestamps.</summary>
    public static bool UsesTimestamp(string mode) => mode is Timestamp or TimestampIncrementing;

    /// <summary>Whether the mode looks at a column of growing numbers.</summary>
    public static bool UsesIncrementing(string mode) => mode is Incrementing or TimestampIncrementing;
}
