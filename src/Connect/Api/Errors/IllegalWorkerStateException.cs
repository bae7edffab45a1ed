namespace Ms2Lab.Connect.Api;

/// <summary>A task asked for something that its state does not allow.</summary>
public sealed class IllegalWorkerStateException : ConnectException
{
    /// <summary>With a message.</summary>
    public IllegalWorkerStateException(string message)
        : base(message)
    {
    }

    /// <inheritdoc/>
    public override string JavaName => "org.apache.kafka.connect.errors.IllegalWorkerStateException";
}
