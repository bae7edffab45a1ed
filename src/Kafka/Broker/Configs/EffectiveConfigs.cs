namespace Ms2Lab.Kafka.Broker.Configs;

/// <summary>Works out what settings stand at, override before broker before default.</summary>
internal static class EffectiveConfigs
{
    /// <summary>A topic's settings as a broker sees them.</summary>
    public static IEnumerable<EffectiveConfig> OfTopic(BrokerSettings broker, IReadOnlyDictionary<string, string> overrides, int brokerId) =>
        TopicKeys.All.Select(key => Of(key, Own(overrides, key.Name, ConfigSource.Topic), key.BrokerName is null ? [] : OfBrokerKey(broker, key.BrokerName, brokerId), isReadOnly: false));

    public static IEnumerable<EffectiveConfig> OfBroker(BrokerSettings broker, int id) =>
        BrokerKeys.All.Concat(UnknownOf(broker, id)).Select(key => Of(
            key,
            key.Name is "node.id" or "broker.id" ? [new ConfigSynonym(key.Name, $"{id}", ConfigSource.StaticBroker)] : [],
            OfBrokerKey(broker, key.Name, id),
            isReadOnly: key.Scope == ConfigScope.Fixed));

    /// <summary>What is set for all brokers while they run.</summary>
    public static IEnumerable<EffectiveConfig> OfAllBrokers(BrokerSettings broker) =>
        (broker.Dynamic.GetValueOrDefault(-1) ?? []).Select(set =>
            Of(BrokerKeys.Find(set.Key) ?? Unknown(set.Key), [new ConfigSynonym(set.Key, set.Value, ConfigSource.DynamicDefaultBroker)], [], isReadOnly: BrokerKeys.Find(set.Key) is null));

    public static IEnumerable<EffectiveConfig> OfGroup(BrokerSettings broker, string id, int brokerId) =>
        GroupKeys.All.Select(key => Of(
            key,
            Own(broker.Groups.GetValueOrDefault(id) ?? [], key.Name, ConfigSource.Group),
            key.BrokerName is null ? [new ConfigSynonym(key.Name, key.Default, ConfigSource.Default)] : OfBrokerKey(broker, key.BrokerName, brokerId),
            isReadOnly: false));

    /// <summary>A subscription of client metrics (KIP-714).</summary>
    public static IEnumerable<EffectiveConfig> OfClientMetrics(BrokerSettings broker, string name) =>
        ClientMetricsKeys.All.Select(key => Of(key, Own(broker.ClientMetrics.GetValueOrDefault(name) ?? [], key.Name, ConfigSource.ClientMetrics), [], isReadOnly: false));

    /// <summary>The logger that there is, at its level.</summary>
    public static IEnumerable<EffectiveConfig> OfLoggers(string rootLevel) =>
        [new(Unknown(BrokerLoggers.Root), rootLevel, ConfigSource.DynamicLogger, IsReadOnly: false, [])];

    private static List<ConfigSynonym> Own(IReadOnlyDictionary<string, string> settings, string name, ConfigSource source) =>
        settings.TryGetValue(name, out var value) ? [new ConfigSynonym(name, value, source)] : [];

    private static EffectiveConfig Of(ConfigKey key, List<ConfigSynonym> own, IEnumerable<ConfigSynonym> others, bool isReadOnly)
    {
        own.AddRange(others);
        var (value, source) = own.Count > 0 ? (own[0].Value, own[0].Source) : (key.Default, ConfigSource.Default);
        return new EffectiveConfig(key, value, source, isReadOnly, own);
    }

    /// <summary>Brokers keep settings that they do not know, and show their names.</summary>
    private static IEnumerable<ConfigKey> UnknownOf(BrokerSettings broker, int id) =>
        ((int[])[id, -1]).SelectMany(i => broker.Dynamic.GetValueOrDefault(i)?.Keys.AsEnumerable() ?? []).Where(n => BrokerKeys.Find(n) is null).Distinct().Select(Unknown);

    private static ConfigKey Unknown(string name) => new(name, ConfigType.Unknown, null);

    /// <summary>The values behind a broker's setting. Coarser settings count only behind a value of its own name, as in Kafka.</summary>
    private static IEnumerable<ConfigSynonym> OfBrokerKey(BrokerSettings broker, string name, int id)
    {
        var names = BrokerKeys.NamesOf(name);
        return Of(broker.Dynamic.GetValueOrDefault(id), ConfigSource.DynamicBroker)
            .Concat(Of(broker.Dynamic.GetValueOrDefault(-1), ConfigSource.DynamicDefaultBroker))
            .Concat(Of(broker.Given, ConfigSource.StaticBroker))
            .Concat(names.Select(n => new ConfigSynonym(n, BrokerKeys.Find(n)?.Default, ConfigSource.Default)))
            .Where(s => s.Value is not null)
            .SkipWhile(s => s.Name != name);

        IEnumerable<ConfigSynonym> Of(IReadOnlyDictionary<string, string>? settings, ConfigSource source) =>
            settings is null ? [] : names.Where(settings.ContainsKey).Select(n => new ConfigSynonym(n, settings[n], source));
    }
}
