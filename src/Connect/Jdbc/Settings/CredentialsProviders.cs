using Ms2Lab.Connect.Api;

namespace Ms2Lab.Connect.Jdbc.Settings;

/// <summary>The only provider of credentials there is: the one that reads user and password from the configuration.</summary>
internal sealed class CredentialsProviders : IConfigValidator
{
    /// <summary>Its class name.</summary>
    public const string Default = "io.confluent.connect.jdbc.util.DefaultJdbcCredentialsProvider";

    /// <inheritdoc/>
    public void EnsureValid(string name, object? value)
    {
        if (value is string className && className != Default)
        {
            throw className.StartsWith("java.", StringComparison.Ordinal)
                ? new ConfigException(
                    name, "class " + className, "Class must extend: interface io.confluent.connect.jdbc.util.JdbcCredentialsProvider")
                : new ConfigException(name, className, $"Class {className} could not be found.");
        }
    }

    /// <inheritdoc/>
    public override string ToString() => "Any class that implements io.confluent.connect.jdbc.util.JdbcCredentialsProvider";
}
