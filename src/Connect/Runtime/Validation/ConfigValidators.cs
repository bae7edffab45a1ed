using Ms2Lab.Connect.Api;

namespace Ms2Lab.Connect.Runtime.Validation;

/// <summary>Validators of the framework's own settings.</summary>
internal static class ConfigValidators
{
    /// <summary>Topic names without repetition; the list may be empty.</summary>
    public static IConfigValidator Topics { get; } = new LambdaValidator(
        (name, value) =>
        {
            var topics = (IReadOnlyList<string>?)value ?? [];
            if (topics.Distinct().Count() < topics.Count)
            {
                throw new ConfigException($"Configuration '{name}' values must not be duplicated.");
            }
            if (topics.Any(t => t.Length == 0))
            {
                throw new ConfigException($"Configuration '{name}' values must not be empty.");
            }
        },
        () => "[]");

    /// <summary>A regular expression in Java's syntax.</summary>
    public static IConfigValidator Regex { get; } = new LambdaValidator(
        (name, value) =>
        {
            if (value is null)
            {
                throw new ConfigException(name, null, "Invalid regex: Cannot invoke \"String.isEmpty()\" because \"this.pattern\" is null");
            }
            try
            {
                JavaRegex.Compile((string)value);
            }
            catch (JavaException e)
            {
                throw new ConfigException(name, value, $"Invalid regex: {e.Message}");
            }
        },
        () => "valid regex");

    /// <summary>Nothing, or a number that is not negative.</summary>
    public static IConfigValidator NullOrAtLeastZero { get; } = new LambdaValidator(
        (name, value) =>
        {
            if (value is not null)
            {
                NumberRange.AtLeast(0).EnsureValid(name, value);
            }
        },
        () => "[0,...]");

    /// <summary>Names that are all different.</summary>
    /// <param name="kind">What they name.</param>
    public static IConfigValidator UniqueAliases(string kind) => new LambdaValidator(
        (name, value) =>
        {
            if (value is not IReadOnlyList<string> aliases)
            {
                throw new ConfigException(name, value, "Value must be non-null");
            }
            if (aliases.Distinct().Count() < aliases.Count)
            {
                throw new ConfigException(name, $"[{string.Join(", ", aliases)}]", "Duplicate alias provided.");
            }
        },
        () => $"unique {kind} aliases");
}
