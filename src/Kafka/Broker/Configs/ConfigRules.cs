using System.Globalization;
using System.Text.RegularExpressions;

namespace Ms2Lab.Kafka.Broker.Configs;

/// <summary>What values of single settings have to be beyond types and limits, in Kafka's words.</summary>
internal static partial class ConfigRules
{
    public static (string Shown, string Why)? GzipLevel(string value) =>
        int.Parse(value.Trim(), CultureInfo.InvariantCulture) is -1 or (>= 1 and <= 9) ? null : (value, "Value must be between 1 and 9 or equal to -1");

    /// <summary>Replicas to throttle: all, or partitions with their brokers.</summary>
    public static Func<string, (string Shown, string Why)?> Replicas(string name) => value =>
    {
        var listed = ConfigKey.Split(value);
        return listed is ["*"] || listed.All(r => Replica().IsMatch(r))
            ? null
            : ($"[{string.Join(", ", listed)}]", $"{name} must be the literal '*' or a list of replicas in the following format: [partitionId]:[brokerId],[partitionId]:[brokerId],...");
    };

    /// <summary>Where a share group starts (KIP-932).</summary>
    public static (string Shown, string Why)? ShareReset(string value) => value is "earliest" or "latest" || Duration().IsMatch(value)
        ? null
        : (value, $"Invalid value `{value}` for configuration share.auto.offset.reset. The value must be either 'earliest', 'latest' or of the format 'by_duration:<PnDTnHnMn.nS>'.");

    [GeneratedRegex("^[0-9]+:[0-9]+$")]
    private static partial Regex Replica();

    [GeneratedRegex(@"^by_duration:P(?=.)(\d+D)?(T(?=.)(\d+H)?(\d+M)?(\d+(\.\d+)?S)?)?$", RegexOptions.IgnoreCase)]
    private static partial Regex Duration();
}
