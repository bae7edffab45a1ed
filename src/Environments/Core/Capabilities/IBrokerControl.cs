namespace Ms2Lab.Environments.Core;

/// <summary>Ends and starts Kafka brokers and moves what they lead.</summary>
public interface IBrokerControl : ICapability
{
    /// <summary>Ids of the brokers of the cluster, running or not.</summary>
    IReadOnlyList<int> Brokers { get; }

    /// <summary>Ends a broker abruptly: connections break, its partitions find other leaders where they have replicas.</summary>
    Task KillAsync(int broker, CancellationToken cancellation = default);

    /// <summary>Starts an ended broker again at its address.</summary>
    Task RestartAsync(int broker, CancellationToken cancellation = default);

    /// <summary>Makes a broker the leader of a partition.</summary>
    Task MoveLeaderAsync(string topic, int partition, int broker, CancellationToken cancellation = default);

    /// <summary>Makes other brokers coordinate the groups and transactional ids.</summary>
    Task MoveCoordinatorsAsync(CancellationToken cancellation = default);
}
