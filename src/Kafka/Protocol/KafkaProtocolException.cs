namespace Ms2Lab.Kafka.Protocol;

/// <summary>Bytes that are no valid message: a broker closes the connection, a client drops it.</summary>
public class KafkaProtocolException : Exception
{
    /// <summary>With the text that says what is wrong with the bytes.</summary>
    public KafkaProtocolException(string message) : base(message)
    {
    }

    /// <summary>With the text and what led to it.</summary>
    public KafkaProtocolException(string message, Exception inner) : base(message, inner)
    {
    }

    /// <summary>No message of the table has this API key.</summary>
    public static KafkaProtocolException UnknownApi(short apiKey) => new($"Unexpected api key: {apiKey}");

    /// <summary>Fewer bytes are left than the field needs.</summary>
    public static KafkaProtocolException Underflow(int needed, int left) => new($"{needed} bytes are needed where {left} are left");
}
