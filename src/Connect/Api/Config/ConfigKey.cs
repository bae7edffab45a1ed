namespace Ms2Lab.Connect.Api;

/// <summary>The definition of one setting.</summary>
public sealed class ConfigKey
{
    /// <summary>Takes the parts; a default is parsed and must pass the validator.</summary>
    /// <exception cref="ConfigException">The default is wrong.</exception>
    public ConfigKey(
        string name, ConfigDefType type, object? defaultValue, IConfigValidator? validator, Importance importance, string? documentation,
        string? group, int orderInGroup, Width width, string displayName, IReadOnlyList<string>? dependents,
        IConfigRecommender? recommender, bool isInternal = false)
    {
        Name = name;
        Type = type;
        HasDefault = !ReferenceEquals(defaultValue, ConfigDef.NoDefaultValue);
        DefaultValue = HasDefault ? ConfigParser.Parse(name, defaultValue, type) : ConfigDef.NoDefaultValue;
        Validator = validator;
        Importance = importance;
        Documentation = documentation;
        Group = group;
        OrderInGroup = orderInGroup;
        Width = width;
        DisplayName = displayName;
        Dependents = dependents ?? [];
        Recommender = recommender;
        IsInternal = isInternal;
        if (HasDefault)
        {
            Validator?.EnsureValid(name, DefaultValue);
        }
    }

    /// <summary>The setting's name.</summary>
    public string Name { get; }

    /// <summary>Its type.</summary>
    public ConfigDefType Type { get; }

    /// <summary>The parsed default, or <see cref="ConfigDef.NoDefaultValue"/>.</summary>
    public object? DefaultValue { get; }

    /// <summary>Whether there is a default; without one the setting is required.</summary>
    public bool HasDefault { get; }

    /// <summary>What checks its values, or null.</summary>
    public IConfigValidator? Validator { get; }

    /// <summary>Its importance.</summary>
    public Importance Importance { get; }

    /// <summary>What it is for.</summary>
    public string? Documentation { get; }

    /// <summary>The group it is shown in, or null.</summary>
    public string? Group { get; }

    /// <summary>Its place in the group, from 1; -1 if it has none.</summary>
    public int OrderInGroup { get; }

    /// <summary>How wide its values are.</summary>
    public Width Width { get; }

    /// <summary>The name shown to people.</summary>
    public string DisplayName { get; }

    /// <summary>The settings that depend on this one.</summary>
    public IReadOnlyList<string> Dependents { get; }

    /// <summary>What recommends values, or null.</summary>
    public IConfigRecommender? Recommender { get; }

    /// <summary>Whether it is kept out of listings.</summary>
    public bool IsInternal { get; }
}
