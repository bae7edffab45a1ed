using System.Globalization;

namespace Ms2Lab.Kafka.Broker.Configs;

/// <summary>
/// The settings of brokers as of Kafka 4.3, from the table <c>broker.facts</c>: a line has the name, the type, where it may be changed (nothing for nowhere),
/// whether it counts threads, limits, and behind "=" the default.
/// </summary>
internal static class BrokerKeys
{
    private static readonly string[][] Families =
    [
        ["log.retention.ms", "log.retention.minutes", "log.retention.hours"],
        ["log.roll.ms", "log.roll.hours"],
        ["log.roll.jitter.ms", "log.roll.jitter.hours"],
        ["log.flush.interval.ms", "log.flush.scheduler.interval.ms"],
    ];

    private static readonly Dictionary<string, ConfigKey> ByName = Read();

    public static IReadOnlyCollection<ConfigKey> All => ByName.Values;

    public static ConfigKey? Find(string name) => ByName.GetValueOrDefault(name);

    /// <summary>The names that stand for a setting, the strongest first: one in milliseconds has a coarser one behind it.</summary>
    public static IReadOnlyList<string> NamesOf(string name) => Families.FirstOrDefault(f => f.Contains(name)) ?? [name];

    private static Dictionary<string, ConfigKey> Read()
    {
        using var facts = new StreamReader(typeof(BrokerKeys).Assembly.GetManifestResourceStream("broker.facts")!);
        var keys = new Dictionary<string, ConfigKey>();
        while (facts.ReadLine() is { } line)
        {
            var key = Parse(line);
            keys[key.Name] = key;
        }

        return keys;
    }

    private static ConfigKey Parse(string line)
    {
        var parts = line.Split(" =", 2);
        var words = parts[0].Split(' ');
        var key = new ConfigKey(words[0], Enum.Parse<ConfigType>(words[1], ignoreCase: true), parts.Length > 1 ? parts[1].TrimStart() : null);
        for (var i = 2; i < words.Length; i++)
        {
            key = words[i] switch
            {
                "threads" => key with { CountsThreads = true },
                "least" => key with { Least = double.Parse(words[++i], CultureInfo.InvariantCulture) },
                "most" => key with { Most = double.Parse(words[++i], CultureInfo.InvariantCulture) },
                "one-of" => key with { Choices = words[++i].Split('|') },
                var scope => key with { Scope = Enum.Parse<ConfigScope>(scope, ignoreCase: true) },
            };
        }

        return key.Name == "compression.gzip.level" ? key with { Rule = ConfigRules.GzipLevel } : key;
    }
}
