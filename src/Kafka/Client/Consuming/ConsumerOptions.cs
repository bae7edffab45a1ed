using System.Globalization;

namespace Ms2Lab.Kafka.Client.Consuming;

/// <summary>How a consumer reads; names in brackets are the consumer properties they come from.</summary>
public sealed record ConsumerOptions
{
    /// <summary>The group that offsets are committed for and partitions shared in; null reads alone [group.id].</summary>
    public string? GroupId { get; init; }

    /// <summary>Static member's name (KIP-345) [group.instance.id].</summary>
    public string? GroupInstanceId { get; init; }

    /// <summary>Where to begin without a committed offset [auto.offset.reset].</summary>
    public AutoOffsetReset AutoOffsetReset { get; init; } = AutoOffsetReset.Latest;

    /// <summary>Whether records of open and aborted transactions are read [isolation.level].</summary>
    public IsolationLevel IsolationLevel { get; init; } = IsolationLevel.ReadUncommitted;

    /// <summary>Pause between commits made by polling; null commits only when told to [enable.auto.commit, auto.commit.interval.ms].</summary>
    public TimeSpan? AutoCommitInterval { get; init; }

    /// <summary>Records that one poll returns at most [max.poll.records].</summary>
    public int MaxPollRecords { get; init; } = 500;

    /// <summary>A member that polls less often than this leaves its group [max.poll.interval.ms].</summary>
    public TimeSpan MaxPollInterval { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>The coordinator drops a member that it has not heard of for this long [session.timeout.ms].</summary>
    public TimeSpan SessionTimeout { get; init; } = TimeSpan.FromSeconds(45);

    /// <summary>Pause between heartbeats [heartbeat.interval.ms].</summary>
    public TimeSpan HeartbeatInterval { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>Bytes that a broker waits for before it answers a fetch [fetch.min.bytes].</summary>
    public int FetchMinBytes { get; init; } = 1;

    /// <summary>Bytes that one fetch answer holds, but for a first batch that is larger [fetch.max.bytes].</summary>
    public int FetchMaxBytes { get; init; } = 50 * 1024 * 1024;

    /// <summary>The same for one partition of it [max.partition.fetch.bytes].</summary>
    public int MaxPartitionFetchBytes { get; init; } = 1024 * 1024;

    /// <summary>How long a broker waits for <see cref="FetchMinBytes"/> [fetch.max.wait.ms].</summary>
    public TimeSpan FetchMaxWait { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>Whether checksums of batches are verified [check.crcs].</summary>
    public bool CheckCrcs { get; init; } = true;

    /// <summary>Whether reading may create a missing topic on brokers that allow it [allow.auto.create.topics].</summary>
    public bool AllowAutoCreateTopics { get; init; } = true;

    /// <summary>
    /// Names of the ways to share partitions out, preferred first: range, roundrobin, sticky, cooperative-sticky
    /// [partition.assignment.strategy].
    /// </summary>
    public IReadOnlyList<string> Assignors { get; init; } = ["range", "cooperative-sticky"];

    /// <summary>Reads a Kafka consumer's properties with the defaults of the Java client; those that are not listed above are left alone.</summary>
    /// <exception cref="ArgumentException">A value is none of its setting.</exception>
    public static ConsumerOptions FromProperties(IReadOnlyDictionary<string, string> properties)
    {
        ArgumentNullException.ThrowIfNull(properties);
        var standard = new ConsumerOptions();
        var group = Text(properties, "group.id");
        var commits = group is not null && Flag(properties, "enable.auto.commit", true);
        return new ConsumerOptions
        {
            GroupId = group,
            GroupInstanceId = Text(properties, "group.instance.id"),
            AutoOffsetReset = ResetOf(Text(properties, "auto.offset.reset") ?? "latest"),
            IsolationLevel = Text(properties, "isolation.level") == "read_committed" ? IsolationLevel.ReadCommitted : IsolationLevel.ReadUncommitted,
            AutoCommitInterval = commits ? Span(properties, "auto.commit.interval.ms", TimeSpan.FromSeconds(5)) : null,
            MaxPollRecords = Number(properties, "max.poll.records", standard.MaxPollRecords),
            MaxPollInterval = Span(properties, "max.poll.interval.ms", standard.MaxPollInterval),
            SessionTimeout = Span(properties, "session.timeout.ms", standard.SessionTimeout),
            HeartbeatInterval = Span(properties, "heartbeat.interval.ms", standard.HeartbeatInterval),
            FetchMinBytes = Number(properties, "fetch.min.bytes", standard.FetchMinBytes),
            FetchMaxBytes = Number(properties, "fetch.max.bytes", standard.FetchMaxBytes),
            MaxPartitionFetchBytes = Number(properties, "max.partition.fetch.bytes", standard.MaxPartitionFetchBytes),
            FetchMaxWait = Span(properties, "fetch.max.wait.ms", standard.FetchMaxWait),
            CheckCrcs = Flag(properties, "check.crcs", true),
            AllowAutoCreateTopics = Flag(properties, "allow.auto.create.topics", true),
            Assignors = AssignorsOf(Text(properties, "partition.assignment.strategy")) ?? standard.Assignors,
        };
    }

    private static string? Text(IReadOnlyDictionary<string, string> properties, string key) =>
        properties.TryGetValue(key, out var value) && value.Length > 0 ? value.Trim() : null;

    private static int Number(IReadOnlyDictionary<string, string> properties, string key, int standard) => Text(properties, key) switch
    {
        null => standard,
        var text when int.TryParse(text, CultureInfo.InvariantCulture, out var value) => value,
        var text => throw new ArgumentException($"Invalid value {text} for configuration {key}: Not a number of type INT"),
    };

    private static TimeSpan Span(IReadOnlyDictionary<string, string> properties, string key, TimeSpan standard) =>
        TimeSpan.FromMilliseconds(Number(properties, key, (int)standard.TotalMilliseconds));

    private static bool Flag(IReadOnlyDictionary<string, string> properties, string key, bool standard) => Text(properties, key) switch
    {
        null => standard,
        var text when bool.TryParse(text, out var value) => value,
        var text => throw new ArgumentException($"Invalid value {text} for configuration {key}: Expected value to be either true or false"),
    };

    private static AutoOffsetReset ResetOf(string value) => Enum.TryParse<AutoOffsetReset>(value, ignoreCase: true, out var reset)
        ? reset
        : throw new ArgumentException($"Invalid value {value} for configuration auto.offset.reset: Invalid value `{value}` for configuration auto.offset.reset. The value must be either 'earliest', 'latest', 'none' or of the format 'by_duration:<PnDTnHnMn.nS.>'.");

    /// <summary>Names, or the Java client's class names.</summary>
    private static List<string>? AssignorsOf(string? value) => value?
        .Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
        .Select(name => name[(name.LastIndexOf('.') + 1)..] switch
        {
            "RangeAssignor" => "range",
            "RoundRobinAssignor" => "roundrobin",
            "StickyAssignor" => "sticky",
            "CooperativeStickyAssignor" => "cooperative-sticky",
            var other => other,
        }).ToList();
}
