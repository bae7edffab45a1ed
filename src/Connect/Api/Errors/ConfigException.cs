namespace Ms2Lab.Connect.Api;

/// <summary>A setting is missing or wrong; the texts are those of Kafka's <c>ConfigException</c>.</summary>
public class ConfigException : Exception, IJavaNamed
{
    /// <summary>With a message.</summary>
    public ConfigException(string message)
        : base(message)
    {
    }

    /// <summary>With a message and a cause.</summary>
    public ConfigException(string message, Exception? cause)
        : base(message, cause)
    {
    }

    /// <summary>Of a setting and its value: <c>Invalid value V for configuration N: reason</c>.</summary>
    public ConfigException(string name, object? value, string? reason = null)
        : base($"Invalid value {JavaText.Of(value)} for configuration {name}{(reason is null ? "" : ": " + reason)}")
    {
    }

    /// <inheritdoc/>
    public virtual string JavaName => "org.apache.kafka.common.config.ConfigException";
}
