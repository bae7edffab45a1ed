namespace Ms2Lab.Connect.Api;

/// <summary>
/// One validation of a configuration. Settings are visited from those that depend on nothing down to their dependents, so a
/// setting that depends on two others is visited, and its errors are counted, twice: as in Kafka.
/// </summary>
internal sealed class ConfigDefValidation(ConfigDef definitions, IReadOnlyDictionary<string, string> props)
{
    private readonly Dictionary<string, ConfigValue> _values = new(StringComparer.Ordinal);
    private readonly Dictionary<string, object?> _parsed = new(StringComparer.Ordinal);

    public IReadOnlyList<ConfigValue> Run(IReadOnlyList<string> undefinedDependents)
    {
        foreach (var key in definitions.Keys)
        {
            _values[key.Name] = new ConfigValue(key.Name);
        }

        foreach (var name in undefinedDependents)
        {
            var value = new ConfigValue(name) { Visible = false };
            value.AddErrorMessage($"{name} is referred in the dependents, but not defined.");
            _values[name] = value;
        }

        var dependents = definitions.Keys.SelectMany(k => k.Dependents).ToHashSet(StringComparer.Ordinal);
        var roots = definitions.Keys.Where(k => !dependents.Contains(k.Name)).ToList();
        roots.ForEach(Parse);
        roots.ForEach(Recommend);
        return [.. _values.Values];
    }

    private void Parse(ConfigKey key)
    {
        var result = _values[key.Name];
        object? value = null;
        if (props.TryGetValue(key.Name, out var text))
        {
            Collect(result, () => value = ConfigParser.Parse(key.Name, text, key.Type));
        }
        else if (key.HasDefault)
        {
            value = key.DefaultValue;
        }
        else
        {
            result.AddErrorMessage(ConfigDef.MissingText(key));
        }

        Collect(result, () => key.Validator?.EnsureValid(key.Name, value));
        result.Value = value;
        _parsed[key.Name] = value;
        foreach (var dependent in Dependents(key))
        {
            Parse(dependent);
        }
    }

    private void Recommend(ConfigKey key)
    {
        var result = _values[key.Name];
        if (key.Recommender is { } recommender)
        {
            Collect(result, () =>
            {
                var recommended = recommender.ValidValues(key.Name, _parsed);
                result.RecommendedValues = result.RecommendedValues.Count == 0
                    ? recommended
                    : [.. recommended.Where(result.RecommendedValues.Contains)];
                result.Visible = recommender.Visible(key.Name, _parsed);
            });
        }

        foreach (var dependent in Dependents(key))
        {
            Recommend(dependent);
        }
    }

    private IEnumerable<ConfigKey> Dependents(ConfigKey key) =>
        key.Dependents.Where(definitions.ByName.ContainsKey).Select(d => definitions.ByName[d]);

    private static void Collect(ConfigValue result, Action check)
    {
        try
        {
            check();
        }
        catch (ConfigException e)
        {
            result.AddErrorMessage(e.Message);
        }
    }
}
