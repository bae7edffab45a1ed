namespace Ms2Lab.Connect.Api;

/// <summary>A value cannot be projected from one schema to another.</summary>
public sealed class SchemaProjectorException : DataException
{
    /// <summary>With a message.</summary>
    public SchemaProjectorException(string message)
        : base(message)
    {
    }

    /// <summary>With a message and a cause.</summary>
    public SchemaProjectorException(string message, Exception? cause)
        : base(message, cause)
    {
    }

    /// <inheritdoc/>
    public override string JavaName => "org.apache.kafka.connect.errors.SchemaProjectorException";
}
