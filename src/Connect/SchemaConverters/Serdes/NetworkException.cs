using Ms2Lab.Connect.Api;

namespace Ms2Lab.Connect.SchemaConverters.Serdes;

/// <summary>The registry cannot be reached. An exception of Kafka's, not of Connect's, so the worker does not retry it.</summary>
/// <param name="message">What was tried, and what the connection came to.</param>
/// <param name="cause">The fault below.</param>
public sealed class NetworkException(string message, Exception cause) : Exception(message, cause), IJavaNamed
{
    /// <inheritdoc/>
    public string JavaName => "org.apache.kafka.common.errors.NetworkException";
}
