namespace Ms2Lab.Connect.Api;

/// <summary>Recommends values of a setting in the light of others.</summary>
public interface IConfigRecommender
{
    /// <summary>The values to recommend; none says nothing.</summary>
    /// <exception cref="ConfigException">They cannot be told.</exception>
    IReadOnlyList<object?> ValidValues(string name, IReadOnlyDictionary<string, object?> parsedConfig);

    /// <summary>Whether the setting matters.</summary>
    bool Visible(string name, IReadOnlyDictionary<string, object?> parsedConfig);
}
