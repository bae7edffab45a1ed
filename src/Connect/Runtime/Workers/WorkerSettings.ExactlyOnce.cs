using Ms2Lab.Connect.Api;
using Ms2Lab.Connect.Runtime.Rest;
using Ms2Lab.Kafka.Client;

namespace Ms2Lab.Connect.Runtime.Workers;

/// <content>The settings of exactly-once sources (KIP-618).</content>
internal sealed partial class WorkerSettings
{
    private const string ExactlyOnceSetting = "exactly.once.source.support";

    private static readonly CaseInsensitiveValidString ExactlyOnceValues = CaseInsensitiveValidString.In("DISABLED", "ENABLED", "PREPARING");

    /// <summary>How far this worker goes.</summary>
    /// <exception cref="ConfigException">The setting has no such value.</exception>
    public ExactlyOnceSourceSupport ExactlyOnceSource
    {
        get
        {
            var text = properties.GetValueOrDefault(ExactlyOnceSetting, "disabled").Trim();
            ExactlyOnceValues.EnsureValid(ExactlyOnceSetting, text);
            return Enum.Parse<ExactlyOnceSourceSupport>(text, ignoreCase: true);
        }
    }

    /// <summary>Whether source tasks write in transactions.</summary>
    public bool IsExactlyOnce => ExactlyOnceSource == ExactlyOnceSourceSupport.Enabled;

    /// <summary>The transactional id of the group's leader; null if it writes the config topic without transactions.</summary>
    public string? LeaderTransactionalId => ExactlyOnceSource == ExactlyOnceSourceSupport.Disabled ? null : $"connect-cluster-{GroupId}";

    /// <summary>How the group's own topics are read: where transactions are written, only what was committed.</summary>
    public IsolationLevel InternalIsolation => IsExactlyOnce ? IsolationLevel.ReadCommitted : IsolationLevel.ReadUncommitted;

    /// <summary>The transactional id of a task; a later generation of the task has the same and fences the earlier one by it.</summary>
    public string TransactionalId(ConnectorTaskId task) => $"{GroupId}-{task}";
}
