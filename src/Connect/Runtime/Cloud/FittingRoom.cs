namespace Ms2Lab.Connect.Runtime.Cloud;

/// <summary>
/// A step before validation and start: a configuration that was written for a fully managed connector of Confluent Cloud (<c>MySqlSink</c>,
/// <c>MySqlSource</c>, <c>RedisSink</c>) becomes one for the self-managed connector. What is stored and shown stays as the user sent it. Settings that both
/// know by one name pass as they are, and what the Cloud fixes is fixed here too.
/// </summary>
/// <param name="worker">The worker's properties.</param>
internal sealed class FittingRoom(IReadOnlyDictionary<string, string> worker)
{
    private const string ClassSetting = "connector.class";

    /// <summary>The configuration in the self-managed dialect.</summary>
    public FittedConfig Fit(IReadOnlyDictionary<string, string?> config)
    {
        if (config.GetValueOrDefault(ClassSetting) is not { } name || !CloudConnectors.ByName.TryGetValue(name, out var connector)
            || (connector.Marks.Count > 0 && !connector.Marks.Any(config.ContainsKey)))
        {
            return new FittedConfig(config, null, []);
        }
        var rows = connector.Settings.ToDictionary(s => s.Name, StringComparer.Ordinal);
        var fitted = new Dictionary<string, string?>(StringComparer.Ordinal) { [ClassSetting] = connector.ClassName };
        foreach (var (setting, value) in config.Where(c => c.Key != ClassSetting))
        {
            var target = rows.TryGetValue(setting, out var row) ? row.SelfManaged : setting;
            if (target is not null)
            {
                fitted[target] = value;
            }
        }
        foreach (var row in connector.Settings.Where(s => s is { SelfManaged: not null, Default: not null }))
        {
            fitted.TryAdd(row.SelfManaged!, row.Default);
        }
        foreach (var (setting, value) in connector.Fixed)
        {
            fitted[setting] = value;
        }
        foreach (var rule in connector.Rules)
        {
            rule(config, worker, fitted);
        }
        return new FittedConfig(fitted, connector.Name, [.. config.Keys.Where(k => rows.TryGetValue(k, out var row) && row.IsUnused).Order(StringComparer.Ordinal)]);
    }
}
