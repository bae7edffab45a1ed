namespace Ms2Lab.Kafka.Broker.Configs;

/// <summary>Works out what settings stand at, override before broker before default.</summary>
internal static class EffectiveConfigs
{
    public static IEnumerable<EffectiveConfig> OfTopic(BrokerSettings broker, IReadOnlyDictionary<string, string> overrides) =>
        TopicKeys.All.Select(key =>
        {
            var values = new List<ConfigSynonym>();
            if (overrides.TryGetValue(key.Name, out var value))
            {
                values.Add(new ConfigSynonym(key.Name, value, ConfigSource.Topic));
            }

            return Of(key, values, key.BrokerName is null ? [new ConfigSynonym(key.Name, key.Default, ConfigSource.Default)] : OfBrokerKey(broker, key.BrokerName, BrokerKeys.IsUnset(key.BrokerName) ? null : key.Default, null), isReadOnly: false);
        });

    public static IEnumerable<EffectiveConfig> OfBroker(BrokerSettings broker, int id) =>
        BrokerKeys.All.Select(key => Of(
            key,
            key.Name is "node.id" or "broker.id" ? [new ConfigSynonym(key.Name, $"{id}", ConfigSource.StaticBroker)] : [],
            OfBrokerKey(broker, key.Name, key.Default, id),
            isReadOnly: !key.IsDynamic));

    /// <summary>What is set for all brokers while they run.</summary>
    public static IEnumerable<EffectiveConfig> OfAllBrokers(BrokerSettings broker) =>
        (broker.Dynamic.GetValueOrDefault(-1) ?? []).Select(set =>
            Of(BrokerKeys.Find(set.Key) ?? new ConfigKey(set.Key, ConfigType.Text, null), [new ConfigSynonym(set.Key, set.Value, ConfigSource.DynamicDefaultBroker)], [], isReadOnly: false));

    public static IEnumerable<EffectiveConfig> OfGroup(BrokerSettings broker, string id)
    {
        var own = broker.Groups.GetValueOrDefault(id) ?? [];
        return GroupKeys.All.Select(key => Of(
            key,
            own.TryGetValue(key.Name, out var value) ? [new ConfigSynonym(key.Name, value, ConfigSource.Group)] : [],
            [new ConfigSynonym(key.Name, key.Default, ConfigSource.Default)],
            isReadOnly: false));
    }

    /// <summary>A subscription of client metrics (KIP-714) that nobody has made.</summary>
    public static IEnumerable<EffectiveConfig> OfClientMetrics() =>
        ((ConfigKey[])[new("interval.ms", ConfigType.Int, "300000"), new("match", ConfigType.List, ""), new("metrics", ConfigType.List, "")])
            .Select(key => Of(key, [], [new ConfigSynonym(key.Name, key.Default, ConfigSource.Default)], isReadOnly: false));

    private static EffectiveConfig Of(ConfigKey key, List<ConfigSynonym> own, IEnumerable<ConfigSynonym> others, bool isReadOnly)
    {
        own.AddRange(others);
        var (value, source) = own.Count > 0 ? (own[0].Value, own[0].Source) : (key.Default, ConfigSource.Default);
        return new EffectiveConfig(key, value, source, isReadOnly, own);
    }

    private static IEnumerable<ConfigSynonym> OfBrokerKey(BrokerSettings broker, string name, string? defaultValue, int? id)
    {
        if (id is not null && broker.Dynamic.GetValueOrDefault(id.Value)?.GetValueOrDefault(name) is { } own)
        {
            yield return new ConfigSynonym(name, own, ConfigSource.DynamicBroker);
        }

        if (broker.Dynamic.GetValueOrDefault(-1)?.GetValueOrDefault(name) is { } all)
        {
            yield return new ConfigSynonym(name, all, ConfigSource.DynamicDefaultBroker);
        }

        if (broker.Given.GetValueOrDefault(name) is { } given)
        {
            yield return new ConfigSynonym(name, given, ConfigSource.StaticBroker);
        }

        if (defaultValue is not null)
        {
            yield return new ConfigSynonym(name, defaultValue, ConfigSource.Default);
        }
    }
}
