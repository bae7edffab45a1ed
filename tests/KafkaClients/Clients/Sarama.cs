using System.IO.Hashing;
using Ms2Lab.Foreign;

namespace Ms2Lab.KafkaClients.Tests.Clients;

/// <summary>sarama for Go, as Debian packages it (1.22); its program is built on first use.</summary>
public sealed class Sarama : ProgramDriver
{
    private const string NoTransactions = "sarama 1.22 has no transactions";
    private static readonly Lazy<Task<(string? Program, string Reason)>> Built = new(BuildAsync);

    /// <inheritdoc/>
    public override IReadOnlyDictionary<string, string> Lacks { get; } = new Dictionary<string, string>
    {
        [Feature.Transactions] = NoTransactions,
        [Feature.Fencing] = NoTransactions,
        [Feature.SendOffsets] = NoTransactions,
        [Feature.CooperativeRebalance] = "sarama rebalances eagerly only",
        [Feature.StaticMembership] = "sarama 1.22 has no static membership",
        ["get-config"] = "sarama 1.22 sends DescribeConfigs 0, which Kafka 4 does not serve",
        ["delete-group"] = "sarama 1.22 has no delete of groups",
        ["delete-offsets"] = "sarama 1.22 has no delete of offsets",
        ["set-offsets"] = "sarama 1.22 commits offsets for members of groups only",
    };

    /// <inheritdoc/>
    /// <remarks>It sends Produce 3, and zstd needs version 7.</remarks>
    public override IReadOnlyList<string> Codecs { get; } = ["gzip", "snappy", "lz4"];

    /// <inheritdoc/>
    protected override async Task<(string Program, string[] First, IReadOnlyDictionary<string, string> Variables)> LocateAsync()
    {
        var set = await ForeignSet.GetAsync("go");
        var (program, reason) = await Built.Value;
        Assert.SkipWhen(program is null, $"the program with sarama does not build here: {reason}");
        return (program!, [], set.Variables);
    }

    private static async Task<(string? Program, string Reason)> BuildAsync()
    {
        var set = await ForeignSet.GetAsync("go");
        var source = Path.Combine(Programs, "sarama.go");
        var folder = Path.Combine(RepositoryFolder.Root, "artifacts/programs");
        Directory.CreateDirectory(folder);
        var program = Path.Combine(folder, $"sarama-{Crc32.HashToUInt32(await File.ReadAllBytesAsync(source)):x8}");
        if (File.Exists(program))
        {
            return (program, "");
        }
        // Under another name until it is whole: another run may build at the same time.
        var fresh = $"{program}.{Environment.ProcessId}";
        var variables = new Dictionary<string, string>(set.Variables) { ["GOCACHE"] = Path.Combine(folder, "go-cache"), ["GOFLAGS"] = "" };
        var build = await ForeignProgram.RunAsync(set.Program("go"), ["build", "-o", fresh, source], variables);
        if (build.ExitCode != 0)
        {
            return (null, build.Errors);
        }
        File.Move(fresh, program, overwrite: true);
        return (program, "");
    }
}
