namespace Ms2Lab.Kafka.Client.Admin;

/// <summary>A cluster.</summary>
/// <param name="ClusterId">Its id.</param>
/// <param name="ControllerId">Node id of the broker to send control requests to, −1 for none.</param>
/// <param name="Brokers">Its brokers that run.</param>
public sealed record ClusterDescription(string ClusterId, int ControllerId, IReadOnlyList<BrokerAddress> Brokers);
