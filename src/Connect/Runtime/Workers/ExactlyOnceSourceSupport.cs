namespace Ms2Lab.Connect.Runtime.Workers;

/// <summary>How far a worker goes with exactly-once sources: its setting <c>exactly.once.source.support</c> (KIP-618).</summary>
internal enum ExactlyOnceSourceSupport
{
    /// <summary>Sources deliver at least once.</summary>
    Disabled,

    /// <summary>The leader writes the config topic in transactions, so that workers may be switched to enabled one by one.</summary>
    Preparing,

    /// <summary>Source tasks write records and positions in transactions too.</summary>
    Enabled,
}
