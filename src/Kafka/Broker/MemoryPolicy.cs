namespace Ms2Lab.Kafka.Broker;

/// <summary>What a cluster does when its memory budget is used up.</summary>
public enum MemoryPolicy
{
    /// <summary>Produce answers KAFKA_STORAGE_ERROR (56): who overruns the budget should know.</summary>
    RefuseProduce,

    /// <summary>The oldest segment of the largest partition is dropped; its log start moves up.</summary>
    DropOldest,
}
