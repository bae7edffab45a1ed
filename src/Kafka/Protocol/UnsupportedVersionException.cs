namespace Ms2Lab.Kafka.Protocol;

/// <summary>A message does not exist in a version, or a value cannot be told in it.</summary>
public sealed class UnsupportedVersionException : KafkaProtocolException
{
    /// <summary>With the text that names message and version.</summary>
    public UnsupportedVersionException(string message) : base(message)
    {
    }

    /// <summary>The message has no such version.</summary>
    public static UnsupportedVersionException Of(string message, short version, short lowest, short highest) =>
        new($"{message} has no version {version}, only {lowest} to {highest}");

    /// <summary>A field that is not ignorable holds something, and the version has no place for it.</summary>
    public static UnsupportedVersionException FieldNotInVersion(string owner, string field, short version) =>
        new($"Attempted to write a non-default {field} of {owner} at version {version}");

    /// <summary>A field is null in a version that knows no null there.</summary>
    public static UnsupportedVersionException NullInVersion(string owner, string field, short version) =>
        new($"{field} of {owner} is null, which version {version} cannot tell");
}
