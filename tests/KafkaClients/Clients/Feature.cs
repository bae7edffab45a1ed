namespace Ms2Lab.KafkaClients.Tests.Clients;

/// <summary>What a scenario asks of a client and not every client has. The steps of the verb <c>admin</c> are features too, by their names.</summary>
internal static class Feature
{
    public const string Administration = "administration";
    public const string CooperativeRebalance = "cooperative rebalance";
    public const string Fencing = "fencing";
    public const string Idempotence = "idempotence";
    public const string SendOffsets = "sendOffsetsToTransaction";
    public const string StaticMembership = "static membership";
    public const string Timestamps = "offsets by timestamp";
    public const string TopicDefaults = "topics with the broker's defaults";
    public const string Transactions = "transactions";
}
