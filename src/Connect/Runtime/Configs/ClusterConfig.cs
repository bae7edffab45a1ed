using System.Collections.Immutable;
using Ms2Lab.Connect.Runtime.Herders;
using Ms2Lab.Connect.Runtime.Rest;

namespace Ms2Lab.Connect.Runtime.Configs;

/// <summary>The config topic up to one offset. Immutable, so that everybody may keep it for as long as a decision takes.</summary>
internal sealed record ClusterConfig
{
    /// <summary>Before the first record.</summary>
    public static ClusterConfig Empty { get; } = new();

    /// <summary>Offset of the last record + 1, −1 before the first: the config-offset of the group protocol.</summary>
    public long Offset { get; init; } = -1;

    /// <summary>The key that internal requests are signed with, or null.</summary>
    public SessionKey? SessionKey { get; init; }

    /// <summary>What is known by connector, also of those that have no configuration yet.</summary>
    public ImmutableDictionary<string, ConnectorEntry> Entries { get; init; } = ImmutableDictionary.Create<string, ConnectorEntry>(StringComparer.Ordinal);

    /// <summary>Names of the connectors that have a configuration.</summary>
    public IEnumerable<string> Connectors => Entries.Where(e => e.Value.Config is not null).Select(e => e.Key);

    public bool Contains(string connector) => Entry(connector).Config is not null;

    /// <summary>The configuration as sent, or null.</summary>
    public IReadOnlyDictionary<string, string?>? Config(string connector) => Entry(connector).Config;

    /// <summary>The configuration when tasks were committed last, or null.</summary>
    public IReadOnlyDictionary<string, string?>? Applied(string connector) => Entry(connector).Applied;

    public TargetState Target(string connector) => Entry(connector).Target ?? TargetState.Started;

    /// <summary>Ids of the tasks to run; none of a connector whose task configurations are inconsistent.</summary>
    public IEnumerable<ConnectorTaskId> Tasks(string connector) => Enumerable.Range(0, Entry(connector).Tasks).Select(t => new ConnectorTaskId(connector, t));

    /// <summary>Number of tasks committed last.</summary>
    public int TaskCount(string connector) => Entry(connector).TaskCount ?? 0;

    /// <summary>The configuration of a task, variables not resolved, or null.</summary>
    public IReadOnlyDictionary<string, string>? TaskConfig(ConnectorTaskId task) => Entry(task.Connector).TaskConfigs.GetValueOrDefault(task.Task);

    /// <summary>Which commit of tasks holds; another one after each commit.</summary>
    public long? TaskGeneration(string connector) => Entry(connector).TaskGeneration;

    /// <summary>How many producers of earlier tasks have to be fenced, null if there never were any.</summary>
    public int? TaskCountRecord(string connector) => Entry(connector).TaskCountRecord;

    /// <summary>Whether tasks were committed since that count was written.</summary>
    public bool NeedsFencing(string connector) => Entry(connector).NeedsFencing;

    private ConnectorEntry Entry(string connector) => Entries.GetValueOrDefault(connector, ConnectorEntry.Empty);
}
