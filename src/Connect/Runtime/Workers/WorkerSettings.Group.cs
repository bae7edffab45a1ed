using System.Globalization;
using Ms2Lab.Connect.Api;
using Ms2Lab.Connect.Runtime.Group;

namespace Ms2Lab.Connect.Runtime.Workers;

/// <content>The settings of a worker as a member of its group; defaults are Kafka's.</content>
internal sealed partial class WorkerSettings
{
    /// <summary>Version of the group protocol that this worker prefers.</summary>
    public short Protocol => ConnectProtocol.OfSetting(properties.GetValueOrDefault("connect.protocol", "sessioned").Trim());

    public TimeSpan SessionTimeout => Milliseconds("session.timeout.ms", 10_000);

    public TimeSpan HeartbeatInterval => Milliseconds("heartbeat.interval.ms", 3_000);

    public TimeSpan RebalanceTimeout => Milliseconds("rebalance.timeout.ms", 60_000);

    /// <summary>How long the leader waits for a lost worker to come back.</summary>
    public TimeSpan MaxRebalanceDelay => Milliseconds("scheduled.rebalance.max.delay.ms", 300_000);

    /// <summary>How long catching up with the config topic may take.</summary>
    public TimeSpan SyncTimeout => Milliseconds("worker.sync.timeout.ms", 3_000);

    /// <summary>How long a worker of protocol eager stays away after it failed to catch up.</summary>
    public TimeSpan UnsyncBackoff => Milliseconds("worker.unsync.backoff.ms", 300_000);

    public TimeSpan KeyLifetime => Milliseconds("inter.worker.key.ttl.ms", 3_600_000);

    public string KeyAlgorithm => properties.GetValueOrDefault("inter.worker.key.generation.algorithm", "HmacSHA256").Trim();

    /// <summary>Bytes of a session key; null for the algorithm's own size.</summary>
    public int? KeySize => properties.TryGetValue("inter.worker.key.size", out var bits) ? int.Parse(bits.Trim(), CultureInfo.InvariantCulture) / 8 : null;

    public string SignatureAlgorithm => properties.GetValueOrDefault("inter.worker.signature.algorithm", "HmacSHA256").Trim();

    public IReadOnlyList<string> VerificationAlgorithms =>
        properties.GetValueOrDefault("inter.worker.verification.algorithms", "HmacSHA256").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Reads every setting of the group once, so that a wrong one is refused at the start.</summary>
    /// <exception cref="ConfigException">A setting is missing or not valid.</exception>
    public void CheckGroup()
    {
        foreach (var required in (string[])["group.id", "config.storage.topic", "offset.storage.topic", "status.storage.topic", "key.converter", "value.converter"])
        {
            if (!properties.ContainsKey(required))
            {
                throw new ConfigException($"Missing required configuration \"{required}\" which has no default value.");
            }
        }
        _ = (Protocol, SessionTimeout, HeartbeatInterval, RebalanceTimeout, MaxRebalanceDelay, SyncTimeout, UnsyncBackoff, KeyLifetime, ExactlyOnceSource);
        if (!VerificationAlgorithms.Contains(SignatureAlgorithm))
        {
            throw new ConfigException(
                "inter.worker.verification.algorithms", string.Join(",", VerificationAlgorithms),
                $"Signature algorithm must be present in inter.worker.verification.algorithms list: {SignatureAlgorithm}");
        }
    }
}
