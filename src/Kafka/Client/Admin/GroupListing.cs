namespace Ms2Lab.Kafka.Client.Admin;

/// <summary>A group in a list.</summary>
/// <param name="GroupId">Its id.</param>
/// <param name="ProtocolType">"consumer", "connect", or empty for one that only has offsets.</param>
/// <param name="State">"Stable", "Empty", "PreparingRebalance", "CompletingRebalance", "Dead".</param>
/// <param name="Type">"Classic", "Consumer", "Share"; empty from older brokers.</param>
public sealed record GroupListing(string GroupId, string ProtocolType, string State, string Type);
