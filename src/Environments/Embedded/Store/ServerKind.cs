namespace Ms2Lab.Environments.Embedded;

/// <summary>A server that the embedded backend runs as a real program.</summary>
public enum ServerKind
{
    /// <summary>MySQL 8 or newer.</summary>
    MySql,

    /// <summary>Redis.</summary>
    Redis,
}
