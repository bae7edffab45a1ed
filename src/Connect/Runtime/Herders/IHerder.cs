using Ms2Lab.Connect.Api;
using Ms2Lab.Connect.Runtime.Rest;

namespace Ms2Lab.Connect.Runtime.Herders;

/// <summary>
/// What the REST interface asks of a worker (reference: org.apache.kafka.connect.runtime.Herder). Every call may throw
/// <see cref="NotFoundException"/>, <see cref="AlreadyExistsException"/>, <see cref="ConnectException"/> or <see cref="RestException"/>; the
/// REST layer turns them into the status codes that Connect answers.
/// </summary>
public interface IHerder
{
    /// <summary>Names of all connectors as this worker knows them, in the order of Connect's own answer.</summary>
    IReadOnlyList<string> Connectors { get; }

    /// <summary>Configuration, tasks and type of a connector as this worker knows them, whatever is about to change.</summary>
    ConnectorInfo KnownConnectorInfo(string name);

    /// <summary>The same, refused while a rebalance is expected.</summary>
    Task<ConnectorInfo> ConnectorInfoAsync(string name, CancellationToken cancellation);

    /// <summary>The configuration as it was sent, variables not resolved.</summary>
    Task<IReadOnlyDictionary<string, string?>> ConnectorConfigAsync(string name, CancellationToken cancellation);

    /// <summary>Creates or replaces a connector.</summary>
    /// <param name="name">The connector's name.</param>
    /// <param name="config">Its configuration; null values are kept, as validation speaks of them.</param>
    /// <param name="initialState">State to start in; null for RUNNING.</param>
    /// <param name="allowReplace">Whether it may exist already.</param>
    /// <param name="cancellation">Gives up waiting.</param>
    /// <returns>Whether it was created, and what it is now.</returns>
    Task<(bool Created, ConnectorInfo Info)> PutConnectorConfigAsync(
        string name, IReadOnlyDictionary<string, string?> config, TargetState? initialState, bool allowReplace, CancellationToken cancellation);

    /// <summary>Changes some settings of a connector; a null value removes the setting.</summary>
    Task<ConnectorInfo> PatchConnectorConfigAsync(string name, IReadOnlyDictionary<string, string?> patch, CancellationToken cancellation);

    /// <summary>Deletes a connector.</summary>
    Task DeleteConnectorAsync(string name, CancellationToken cancellation);

    /// <summary>State of a connector and its tasks as this worker knows it.</summary>
    ConnectorStateInfo ConnectorStatus(string name);

    /// <summary>State of one task as this worker knows it.</summary>
    TaskStateInfo TaskStatus(string name, int task);

    /// <summary>The tasks of a connector with their configurations.</summary>
    Task<IReadOnlyList<TaskInfo>> TaskConfigsAsync(string name, CancellationToken cancellation);

    /// <summary>Restarts the connector alone.</summary>
    Task RestartConnectorAsync(string name, CancellationToken cancellation);

    /// <summary>Restarts the connector and those of its tasks that are asked for; the answer is the planned state.</summary>
    Task<ConnectorStateInfo> RestartConnectorAndTasksAsync(string name, bool onlyFailed, bool includeTasks, CancellationToken cancellation);

    /// <summary>Restarts one task.</summary>
    Task RestartTaskAsync(string name, int task, CancellationToken cancellation);

    /// <summary>Asks a connector to pause, stop or go on; it does so afterwards.</summary>
    Task SetTargetStateAsync(string name, TargetState state, CancellationToken cancellation);

    /// <summary>Topics that the connector has used since it was created or reset.</summary>
    IReadOnlyList<string> ActiveTopics(string name);

    /// <summary>Forgets the topics that the connector has used.</summary>
    void ResetActiveTopics(string name);

    /// <summary>Where the connector's sources or consumer groups stand.</summary>
    Task<ConnectorOffsets> ConnectorOffsetsAsync(string name, CancellationToken cancellation);

    /// <summary>Sets offsets of a stopped connector; null for all means reset. The answer is the message for the user.</summary>
    Task<string> AlterOffsetsAsync(string name, ConnectorOffsets? offsets, CancellationToken cancellation);

    /// <summary>Checks a configuration and answers for each key.</summary>
    ConfigInfos Validate(IReadOnlyDictionary<string, string?> config);

    /// <summary>The plugins that this worker has.</summary>
    PluginRegistry Plugins { get; }

    /// <summary>Id of the Kafka cluster, asked for at start.</summary>
    string? KafkaClusterId { get; }

    /// <summary>Ends when the worker's loop has got to this question; fails with what it is busy with if that takes too long.</summary>
    Task CheckHealthAsync(CancellationToken cancellation);

    /// <summary>Whether the worker has joined its group and read its topics.</summary>
    bool IsReady { get; }
}
