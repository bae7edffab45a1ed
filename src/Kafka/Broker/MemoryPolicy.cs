namespace Ms2Lab.Kafka.Broker;

/// <summary>What a cluster does when its memory budget is used up.</summary>
public enum MemoryPolicy
{
    /// <summary>Produce answers KAFKA_STORAGE_ERROR (56): who overruns the budget should know.</summary>
    RefuseProduce,

    /// <summary>The oldest batches of the largest partition are dropped, an eighth of it at least; its log start moves up.</summary>
    DropOldest,
}
