using Ms2Lab.Kafka.Broker.Net;
using Ms2Lab.Kafka.Protocol;

namespace Ms2Lab.Kafka.Broker.Configs;

/// <summary>The levels of a broker's loggers (KIP-412). There is the root alone; its level is kept and read back. Owned by the cluster's lock.</summary>
internal sealed class BrokerLoggers
{
    public const string Root = "root";
    private const string Usual = "INFO";

    private static readonly string[] Levels = ["DEBUG", "ERROR", "FATAL", "INFO", "TRACE", "WARN"];

    private readonly Dictionary<int, string> _levels = [];

    public string LevelOf(int broker) => _levels.GetValueOrDefault(broker, Usual);

    /// <summary>Checks all changes, then makes them unless they shall only be checked.</summary>
    public (ErrorCode Error, string? Message) Apply(RequestContext context, string name, IReadOnlyList<ConfigEdit> edits, bool validateOnly)
    {
        if (!int.TryParse(name, out var id))
        {
            return (ErrorCode.InvalidRequest, $"Node id must be an integer, but it is: {name}");
        }

        if (id != context.Broker.Id)
        {
            return (ErrorCode.InvalidRequest, $"Unexpected node id. Expected {context.Broker.Id}, but received {name}");
        }

        if (edits.Select(RefusalOf).FirstOrDefault(r => r is not null) is var (error, message))
        {
            return (error, message);
        }

        if (!validateOnly && edits.Count > 0)
        {
            _levels[id] = edits[^1].Value!;
        }

        return (ErrorCode.None, null);
    }

    private static (ErrorCode Error, string Message)? RefusalOf(ConfigEdit edit) =>
        edit.Operation is ConfigOperation.Append or ConfigOperation.Subtract
            ? (ErrorCode.InvalidRequest, $"{edit.Operation.ToString().ToUpperInvariant()} operation is not allowed for the BROKER_LOGGER resource")
        : edit.Name != Root ? (ErrorCode.InvalidConfig, $"Logger {edit.Name} does not exist!")
        : edit.Operation == ConfigOperation.Delete ? (ErrorCode.InvalidRequest, "Removing the log level of the root logger is not allowed")
        : !Levels.Contains(edit.Value) ? (ErrorCode.InvalidConfig, $"Cannot set the log level of {edit.Name} to {edit.Value} as it is not a supported log level. Valid log levels are {string.Join(", ", Levels)}")
        : null;
}
