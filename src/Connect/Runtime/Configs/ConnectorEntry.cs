using System.Collections.Immutable;
using Ms2Lab.Connect.Runtime.Herders;

namespace Ms2Lab.Connect.Runtime.Configs;

/// <summary>What the config topic says of one connector.</summary>
internal sealed record ConnectorEntry
{
    /// <summary>Nothing is known.</summary>
    public static ConnectorEntry Empty { get; } = new();

    /// <summary>The configuration as sent; null while there is only a target state, which is written first.</summary>
    public IReadOnlyDictionary<string, string?>? Config { get; init; }

    /// <summary>The wanted state; null for the one a new connector begins in.</summary>
    public TargetState? Target { get; init; }

    /// <summary>How many tasks were committed last; null if none ever were.</summary>
    public int? TaskCount { get; init; }

    /// <summary>Committed configurations by task number; there may be more than <see cref="TaskCount"/> after a connector has shrunk.</summary>
    public ImmutableDictionary<int, IReadOnlyDictionary<string, string>> TaskConfigs { get; init; } = ImmutableDictionary<int, IReadOnlyDictionary<string, string>>.Empty;

    /// <summary>The connector's configuration when its tasks were committed last.</summary>
    public IReadOnlyDictionary<string, string?>? Applied { get; init; }

    /// <summary>Compaction took away task records of the last commit, so that the connector counts as having no tasks.</summary>
    public bool IsInconsistent { get; init; }

    /// <summary>Which commit of tasks holds: the offset of its record, so that no two are alike; null before the first.</summary>
    public long? TaskGeneration { get; init; }

    /// <summary>How many producers of tasks may be at work and have to be fenced before others come (KIP-618); null if none ever were.</summary>
    public int? TaskCountRecord { get; init; }

    /// <summary>Whether tasks were committed since the count was written, so that none may start before the earlier ones are fenced.</summary>
    public bool NeedsFencing { get; init; }

    /// <summary>Number of tasks to run.</summary>
    public int Tasks => IsInconsistent ? 0 : TaskCount ?? 0;
}
