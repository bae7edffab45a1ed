namespace Ms2Lab.Connect.Api;

/// <summary>Whether a source connector can deliver exactly once with a configuration.</summary>
public enum ExactlyOnceSupport
{
    /// <summary>It can.</summary>
    Supported,

    /// <summary>It cannot.</summary>
    Unsupported,
}
