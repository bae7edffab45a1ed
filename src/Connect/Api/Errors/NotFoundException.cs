namespace Ms2Lab.Connect.Api;

/// <summary>Something that was named does not exist.</summary>
public sealed class NotFoundException : ConnectException
{
    /// <summary>With a message.</summary>
    public NotFoundException(string message)
        : base(message)
    {
    }

    /// <summary>With a message and a cause.</summary>
    public NotFoundException(string message, Exception? cause)
        : base(message, cause)
    {
    }

    /// <inheritdoc/>
    public override string JavaName => "org.apache.kafka.connect.errors.NotFoundException";
}
