namespace Ms2Lab.Connect.Api;

/// <summary>A schema was built in a way that makes no sense.</summary>
public sealed class SchemaBuilderException : DataException
{
    /// <summary>With a message.</summary>
    public SchemaBuilderException(string message)
        : base(message)
    {
    }

    /// <summary>With a message and a cause.</summary>
    public SchemaBuilderException(string message, Exception? cause)
        : base(message, cause)
    {
    }

    /// <inheritdoc/>
    public override string JavaName => "org.apache.kafka.connect.errors.SchemaBuilderException";
}
