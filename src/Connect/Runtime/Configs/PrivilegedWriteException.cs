using Ms2Lab.Connect.Api;

namespace Ms2Lab.Connect.Runtime.Configs;

/// <summary>The leader could not write to the config topic, perhaps because another worker leads by now.</summary>
internal sealed class PrivilegedWriteException(Exception cause) : ConnectException("Failed to perform fencable send to config topic", cause)
{
    /// <inheritdoc/>
    public override string JavaName => "org.apache.kafka.connect.storage.PrivilegedWriteException";
}
