namespace Ms2Lab.Connect.Api;

/// <summary>Something that was to be made exists already.</summary>
public sealed class AlreadyExistsException : ConnectException
{
    /// <summary>With a message.</summary>
    public AlreadyExistsException(string message)
        : base(message)
    {
    }

    /// <summary>With a message and a cause.</summary>
    public AlreadyExistsException(string message, Exception? cause)
        : base(message, cause)
    {
    }

    /// <inheritdoc/>
    public override string JavaName => "org.apache.kafka.connect.errors.AlreadyExistsException";
}
