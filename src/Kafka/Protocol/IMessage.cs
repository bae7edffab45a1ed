namespace Ms2Lab.Kafka.Protocol;

/// <summary>A message that Kafka's definitions describe: an API's request or response, a header, or a stored record.</summary>
public interface IMessage
{
    /// <summary>Lowest version that can be read and written.</summary>
    short LowestSupportedVersion { get; }

    /// <summary>Highest version that can be read and written.</summary>
    short HighestSupportedVersion { get; }

    /// <summary>Fills this new message from the reader; bytes fields become slices of what is read.</summary>
    /// <exception cref="KafkaProtocolException">The bytes are no such message.</exception>
    void Read(ref KafkaReader r, short version);

    /// <summary>Appends this message.</summary>
    /// <exception cref="UnsupportedVersionException">A value that is set and not ignorable does not exist in the version.</exception>
    void Write(KafkaWriter w, short version);
}
