namespace Ms2Lab.Connect.Api;

/// <summary>The value of one setting with what validation found out about it.</summary>
public sealed class ConfigValue(string name, object? value = null)
{
    private readonly List<string> _errors = [];

    /// <summary>The setting's name.</summary>
    public string Name { get; } = name;

    /// <summary>The parsed value; null if absent or unparsable.</summary>
    public object? Value { get; set; } = value;

    /// <summary>Recommended values.</summary>
    public IReadOnlyList<object?> RecommendedValues { get; set; } = [];

    /// <summary>The messages of what is wrong.</summary>
    public IReadOnlyList<string> ErrorMessages => _errors;

    /// <summary>Whether the setting matters.</summary>
    public bool Visible { get; set; } = true;

    /// <summary>Adds a message.</summary>
    public void AddErrorMessage(string message) => _errors.Add(message);
}
