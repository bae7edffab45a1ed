using System.Globalization;
using Ms2Lab.Kafka.Broker.ConsumerGroups;
using Ms2Lab.Kafka.Protocol;

namespace Ms2Lab.Kafka.Broker.Configs;

/// <summary>The settings of subscriptions of client metrics (KIP-714). They are kept, read back and steer how often clients push.</summary>
internal static class ClientMetricsKeys
{
    public const string Interval = "interval.ms";

    private static readonly string[] MatchedBy =
        ["client_instance_id", "client_id", "client_software_name", "client_software_version", "client_source_address", "client_source_port"];

    public static IReadOnlyList<ConfigKey> All { get; } =
    [
        new(Interval, ConfigType.Int, "300000"),
        new("match", ConfigType.List, ""),
        new("metrics", ConfigType.List, ""),
    ];

    public static ConfigKey? Find(string name) => All.FirstOrDefault(k => k.Name == name);

    /// <summary>What is wrong with a subscription, or null.</summary>
    public static (ErrorCode Error, string Message)? RefusalOf(IReadOnlyDictionary<string, string> settings)
    {
        if (settings.Keys.FirstOrDefault(n => Find(n) is null) is { } unknown)
        {
            return (ErrorCode.InvalidRequest, $"Unknown client metrics configuration: {unknown}");
        }

        if (settings.TryGetValue(Interval, out var interval))
        {
            if (Find(Interval)!.Refusal(interval) is { } noNumber)
            {
                return (ErrorCode.InvalidConfig, noNumber);
            }

            if (int.Parse(interval.Trim(), CultureInfo.InvariantCulture) is < 100 or > 3_600_000)
            {
                return (ErrorCode.InvalidRequest, $"Invalid value {interval} for interval.ms, interval must be between 100 and 3600000 (1 hour)");
            }
        }

        return settings.TryGetValue("match", out var match) && ConfigKey.Split(match).FirstOrDefault(m => !IsPattern(m)) is { } bad
            ? (ErrorCode.InvalidConfig, $"Illegal client matching pattern: {bad}")
            : null;
    }

    private static bool IsPattern(string match)
    {
        var parts = match.Split('=');
        return parts.Length == 2 && MatchedBy.Contains(parts[0].Trim()) && TopicRegex.Refusal(parts[1].Trim()) is null;
    }
}
