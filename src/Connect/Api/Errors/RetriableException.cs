namespace Ms2Lab.Connect.Api;

/// <summary>Says that the same operation may succeed later; the worker retries it.</summary>
public class RetriableException : ConnectException
{
    /// <summary>With a message.</summary>
    public RetriableException(string message)
        : base(message)
    {
    }

    /// <summary>With a message and a cause.</summary>
    public RetriableException(string message, Exception? cause)
        : base(message, cause)
    {
    }

    /// <summary>With a cause that also gives the message.</summary>
    public RetriableException(Exception cause)
        : base(cause)
    {
    }

    /// <inheritdoc/>
    public override string JavaName => "org.apache.kafka.connect.errors.RetriableException";
}
