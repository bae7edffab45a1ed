namespace Ms2Lab.Kafka.Broker.Handlers;

/// <summary>The listener that controllers would have. Nothing listens there: the cluster's state is held in one place.</summary>
internal static class QuorumListener
{
    public const string Name = "CONTROLLER";
}
