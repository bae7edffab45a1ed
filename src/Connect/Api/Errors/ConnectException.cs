namespace Ms2Lab.Connect.Api;

/// <summary>The base of what connectors, converters and transforms throw.</summary>
public class ConnectException : Exception, IJavaNamed
{
    /// <summary>With a message.</summary>
    public ConnectException(string message)
        : base(message)
    {
    }

    /// <summary>With a message and a cause.</summary>
    public ConnectException(string message, Exception? cause)
        : base(message, cause)
    {
    }

    /// <summary>With a cause whose name and message become this one's message, as in Java.</summary>
    public ConnectException(Exception cause)
        : base(JavaTrace.Describe(cause), cause)
    {
    }

    /// <inheritdoc/>
    public virtual string JavaName => "org.apache.kafka.connect.errors.ConnectException";
}
