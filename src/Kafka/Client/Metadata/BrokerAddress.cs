namespace Ms2Lab.Kafka.Client;

/// <summary>Where a broker listens, as it advertises itself.</summary>
/// <param name="NodeId">The broker's id.</param>
/// <param name="Host">Host name or address.</param>
/// <param name="Port">TCP port.</param>
/// <param name="Rack">Its rack, or null.</param>
public sealed record BrokerAddress(int NodeId, string Host, int Port, string? Rack);
