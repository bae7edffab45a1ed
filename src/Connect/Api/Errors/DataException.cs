namespace Ms2Lab.Connect.Api;

/// <summary>Data that does not fit: a wrong value for a schema, bytes that cannot be converted, a record of the wrong shape.</summary>
public class DataException : ConnectException
{
    /// <summary>With a message.</summary>
    public DataException(string message)
        : base(message)
    {
    }

    /// <summary>With a message and a cause.</summary>
    public DataException(string message, Exception? cause)
        : base(message, cause)
    {
    }

    /// <summary>With a cause that also gives the message.</summary>
    public DataException(Exception cause)
        : base(cause)
    {
    }

    /// <inheritdoc/>
    public override string JavaName => "org.apache.kafka.connect.errors.DataException";
}
