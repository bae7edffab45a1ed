namespace Ms2Lab.Connect.Runtime.Herders;

/// <summary>What the herder holds of one connector. Owned by the herder's loop; others read immutable parts only.</summary>
internal sealed class ManagedConnector(string name)
{
    public string Name { get; } = name;

    /// <summary>The configuration as sent.</summary>
    public volatile IReadOnlyDictionary<string, string?> Config = new Dictionary<string, string?>();

    /// <summary>The tasks' configurations, ordered by number.</summary>
    public volatile IReadOnlyList<IReadOnlyDictionary<string, string>> TaskConfigs = [];

    public TargetState Target { get; set; } = TargetState.Started;
}
