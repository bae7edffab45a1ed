namespace Ms2Lab.Connect.Api;

/// <summary>
/// A list of settings in the order of their definition; parses and validates configurations with the rules and texts of Kafka's
/// <c>ConfigDef</c>. Not safe for concurrent defining.
/// </summary>
public sealed class ConfigDef
{
    private readonly Dictionary<string, ConfigKey> _keys = new(StringComparer.Ordinal);
    private readonly List<ConfigKey> _ordered = [];
    private readonly List<string> _groups = [];

    /// <summary>No settings.</summary>
    public ConfigDef()
    {
    }

    /// <summary>A copy to add to.</summary>
    public ConfigDef(ConfigDef other)
    {
        ArgumentNullException.ThrowIfNull(other);
        foreach (var key in other.Keys)
        {
            Define(key);
        }

        _groups = [.. other.Groups];
    }

    /// <summary>The default value of a setting that has none and so is required.</summary>
    public static object NoDefaultValue { get; } = new();

    /// <summary>The definitions in order.</summary>
    public IReadOnlyList<ConfigKey> Keys => _ordered;

    /// <summary>The definitions by name.</summary>
    public IReadOnlyDictionary<string, ConfigKey> ByName => _keys;

    /// <summary>The groups in order of first use.</summary>
    public IReadOnlyList<string> Groups => _groups;

    /// <summary>Adds a definition.</summary>
    /// <exception cref="ConfigException">The name is taken.</exception>
    public ConfigDef Define(ConfigKey key)
    {
        ArgumentNullException.ThrowIfNull(key);
        if (!_keys.TryAdd(key.Name, key))
        {
            throw new ConfigException($"Configuration {key.Name} is defined twice.");
        }

        _ordered.Add(key);
        if (key.Group is not null && !_groups.Contains(key.Group))
        {
            _groups.Add(key.Group);
        }

        return this;
    }

    /// <summary>Adds a definition from its parts; what is left out is as in Kafka's shorter <c>define</c> methods.</summary>
    public ConfigDef Define(
        string name, ConfigDefType type, object? defaultValue, Importance importance, string documentation,
        IConfigValidator? validator = null, string? group = null, int orderInGroup = -1, Width width = Width.None,
        string? displayName = null, IReadOnlyList<string>? dependents = null, IConfigRecommender? recommender = null) =>
        Define(new ConfigKey(
            name, type, defaultValue, validator, importance, documentation, group, orderInGroup, width, displayName ?? name, dependents,
            recommender));

    /// <summary>Adds a setting that listings leave out.</summary>
    public ConfigDef DefineInternal(
        string name, ConfigDefType type, object? defaultValue, Importance importance, string documentation = "",
        IConfigValidator? validator = null) =>
        Define(new ConfigKey(name, type, defaultValue, validator, importance, documentation, "", -1, Width.None, name, null, null, true));

    /// <summary>Adds another list's settings with a prefix before their names and dependents.</summary>
    public ConfigDef Embed(string keyPrefix, string groupPrefix, int startingOrder, ConfigDef child)
    {
        ArgumentNullException.ThrowIfNull(child);
        var order = startingOrder;
        foreach (var key in child.Keys)
        {
            var group = string.IsNullOrEmpty(key.Group) ? groupPrefix : $"{groupPrefix}: {key.Group}";
            var validator = key.Validator is null ? null : new PrefixedValidator(keyPrefix, key.Validator);
            var recommender = key.Recommender is null ? null : new PrefixedRecommender(keyPrefix, key.Recommender);
            Define(new ConfigKey(
                keyPrefix + key.Name, key.Type, key.DefaultValue, validator, key.Importance, key.Documentation, group, order++, key.Width,
                key.DisplayName, [.. key.Dependents.Select(d => keyPrefix + d)], recommender, key.IsInternal));
        }

        return this;
    }

    /// <summary>The values of all settings; unknown settings are ignored.</summary>
    /// <exception cref="ConfigException">One is missing or wrong; the first in order of definition.</exception>
    public ConfigValues Parse(IReadOnlyDictionary<string, string> props)
    {
        var undefined = UndefinedDependents();
        if (undefined.Count > 0)
        {
            throw new ConfigException(
                "Some configurations in are referred in the dependents, but not defined: " + string.Join(',', undefined));
        }

        var values = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (var key in _ordered)
        {
            values[key.Name] = ParseValue(key, props);
        }

        return new ConfigValues(values, props);
    }

    /// <summary>Validates a configuration: one value for each setting, in order of definition.</summary>
    public IReadOnlyList<ConfigValue> Validate(IReadOnlyDictionary<string, string> props)
    {
        var run = new ConfigDefValidation(this, props);
        return run.Run(UndefinedDependents());
    }

    private static object? ParseValue(ConfigKey key, IReadOnlyDictionary<string, string> props)
    {
        object? value;
        if (props.TryGetValue(key.Name, out var text))
        {
            value = ConfigParser.Parse(key.Name, text, key.Type);
        }
        else if (key.HasDefault)
        {
            value = key.DefaultValue;
        }
        else
        {
            throw new ConfigException(MissingText(key));
        }

        key.Validator?.EnsureValid(key.Name, value);
        return value;
    }

    internal static string MissingText(ConfigKey key) => $"Missing required configuration \"{key.Name}\" which has no default value.";

    private List<string> UndefinedDependents() =>
        [.. _ordered.SelectMany(k => k.Dependents).Where(d => !_keys.ContainsKey(d)).Distinct()];
}
