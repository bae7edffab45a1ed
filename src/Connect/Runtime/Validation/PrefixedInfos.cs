using Ms2Lab.Connect.Api;
using Ms2Lab.Connect.Runtime.Herders;
using Ms2Lab.Connect.Runtime.Rest;

namespace Ms2Lab.Connect.Runtime.Validation;

/// <summary>Validation of settings that a connector passes on under a prefix: to its converters and to its Kafka clients.</summary>
internal static class PrefixedInfos
{
    /// <summary>What a converter that the connector names itself says of its settings; null if it names none, or a wrong one.</summary>
    public static ConfigInfos? Converter(PluginClasses classes, IReadOnlyDictionary<string, string> props, ConfigValue named, PluginType type, string use)
    {
        if (named.ErrorMessages.Count > 0 || classes.Find(props.GetValueOrDefault(named.Name), type) is not { } plugin)
        {
            return null;
        }
        var instance = plugin.Create();
        var definitions = instance is IConverter converter ? converter.Config() : ((IHeaderConverter)instance).Config();
        (instance as IDisposable)?.Dispose();
        var own = Under(named.Name + ".", props);
        own.TryAdd(ConverterTypeConfig.Name, use);
        return Infos(named.Name + ".", definitions, JavaHashOrder.OfGrown(definitions.Validate(own), v => v.Name));
    }

    /// <summary>Which of the settings under a prefix the policy refuses.</summary>
    /// <exception cref="ConfigException">One is not of its type.</exception>
    public static ConfigInfos Overrides(string prefix, IReadOnlyDictionary<string, string> props, ConfigDef client, OverridePolicy policy)
    {
        var values = JavaHashOrder.OfGrown(Under(prefix, props), p => p.Key).Select(p =>
        {
            var value = new ConfigValue(p.Key, client.ByName.TryGetValue(p.Key, out var key) ? Parsed(key, p.Value) : p.Value);
            if (policy.Refusal(p.Key) is { } refusal)
            {
                value.AddErrorMessage(refusal);
            }
            return value;
        });
        return Infos(prefix, client, values);
    }

    // Of classes there are those of Kafka's own clients, and no others.
    private static object? Parsed(ConfigKey key, string value) =>
        key.Type is ConfigDefType.Class && value is not null && !value.StartsWith("org.apache.kafka.", StringComparison.Ordinal)
            ? throw new ConfigException(key.Name, value, $"Class {value} could not be found.")
            : ConfigParser.Parse(key.Name, value, key.Type);

    private static Dictionary<string, string> Under(string prefix, IReadOnlyDictionary<string, string> props) => props
        .Where(p => p.Key.StartsWith(prefix, StringComparison.Ordinal) && p.Key.Length > prefix.Length)
        .ToDictionary(p => p.Key[prefix.Length..], p => p.Value, StringComparer.Ordinal);

    private static ConfigInfos Infos(string prefix, ConfigDef definitions, IEnumerable<ConfigValue> values)
    {
        var infos = values.Select(v => new ConfigInfo(Prefixed(prefix, definitions.ByName.GetValueOrDefault(v.Name)), Prefixed(prefix, v))).ToList();
        var groups = infos.Select(i => i.Key?.Group).OfType<string>().Distinct();
        return new ConfigInfos("", infos.Count(i => i.Value.ErrorMessages.Count > 0), [.. groups], infos);
    }

    private static ConfigKey? Prefixed(string prefix, ConfigKey? key) => key is null ? null : new ConfigKey(
        prefix + key.Name, key.Type, key.DefaultValue, null, key.Importance, key.Documentation, key.Group, key.OrderInGroup, key.Width, key.DisplayName,
        key.Dependents, null, key.IsInternal);

    private static ConfigValue Prefixed(string prefix, ConfigValue value)
    {
        var result = new ConfigValue(prefix + value.Name, value.Value) { RecommendedValues = value.RecommendedValues };
        foreach (var message in value.ErrorMessages)
        {
            result.AddErrorMessage(message);
        }
        return result;
    }
}
