using Ms2Lab.Kafka.Protocol;

namespace Ms2Lab.Kafka.Client;

/// <summary>A broker refused something, could not be reached, or did not answer in time; the text is the Java client's.</summary>
public class KafkaException : Exception
{
    /// <summary>Of an error code; <paramref name="detail"/> replaces Kafka's own text.</summary>
    public KafkaException(ErrorCode code, string? detail = null, Exception? cause = null)
        : base(detail ?? ErrorCodes.Message(code), cause) => Code = code;

    /// <summary>The error code; <see cref="ErrorCode.NetworkException"/> where no answer came, <see cref="ErrorCode.RequestTimedOut"/> where it took too long.</summary>
    public ErrorCode Code { get; }

    /// <summary>Whether trying again may help.</summary>
    public bool IsRetriable => ErrorCodes.IsRetriable(Code);

    /// <summary>Full name of the Java client's exception.</summary>
    public string JavaName => ErrorCodes.JavaName(Code);

    /// <summary>Throws unless the code is 0; <paramref name="detail"/> is the broker's own text if it sent one.</summary>
    public static void ThrowIf(short code, string? detail = null)
    {
        if (code != 0)
        {
            throw new KafkaException((ErrorCode)code, detail);
        }
    }
}
