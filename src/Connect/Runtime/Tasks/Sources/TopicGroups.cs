using Ms2Lab.Connect.Api;
using Ms2Lab.Connect.Runtime.Validation;

namespace Ms2Lab.Connect.Runtime.Tasks.Sources;

/// <summary>
/// The settings <c>topic.creation.*</c> of a source connector (KIP-158). Validation does not look at them, so what is wrong about them shows when the
/// connector starts, as in Connect.
/// </summary>
internal sealed class TopicGroups
{
    private const string Prefix = "topic.creation.";
    private const string Default = "default";
    private const string Include = "include";
    private const string Exclude = "exclude";
    private const string ReplicationFactor = "replication.factor";
    private const string Partitions = "partitions";

    private static readonly IConfigValidator PositiveOrDefault = new LambdaValidator(
        (name, value) =>
        {
            var reason = name == Partitions
                ? "Number of partitions must be positive, or -1 to use the broker's default"
                : "Replication factor must be positive and not larger than the number of brokers in the Kafka cluster, or -1 to use the broker's default";
            if (Convert.ToInt32(value, System.Globalization.CultureInfo.InvariantCulture) is var number and not -1 && number < 1)
            {
                throw new ConfigException(name, value, reason);
            }
        },
        () => "Positive number, or -1 to use the broker's default");

    private static readonly IConfigValidator Patterns = new LambdaValidator(
        (name, value) =>
        {
            foreach (var pattern in (IReadOnlyList<string>?)value ?? [])
            {
                try
                {
                    JavaRegex.Compile(pattern);
                }
                catch (JavaException e)
                {
                    throw new ConfigException(name, value, "Syntax error in regular expression: " + e.Message);
                }
            }
        },
        () => "list of regular expressions");

    private readonly IReadOnlyList<TopicGroup> _groups;

    private TopicGroups(IReadOnlyList<TopicGroup> groups) => _groups = groups;

    /// <summary>The groups that a connector names; null if it has no such setting, so that creating topics is the broker's affair.</summary>
    /// <exception cref="ConfigException">A setting is missing or wrong.</exception>
    public static TopicGroups? Of(IReadOnlyDictionary<string, string> connector)
    {
        if (!connector.Keys.Any(k => k.StartsWith(Prefix, StringComparison.Ordinal)))
        {
            return null;
        }
        var names = ConnectorConfigDefs.ParseSource(connector).GetList("topic.creation.groups").Where(n => n != Default).ToList();
        var standard = Definition(Default, ConfigDef.NoDefaultValue, ConfigDef.NoDefaultValue).Parse(connector);
        var definitions = names.Distinct().ToDictionary(n => n, n => Definition(n, standard.Get(Key(Default, ReplicationFactor)), standard.Get(Key(Default, Partitions))).Parse(connector), StringComparer.Ordinal);
        return new TopicGroups([.. names.Select(n => Group(n, definitions[n])), Group(Default, standard) with { Include = JavaRegex.Compile(".*"), Exclude = JavaRegex.Compile("") }]);
    }

    /// <summary>The first group in the order of the setting that a topic belongs to, else the default one, which takes all.</summary>
    public TopicGroup Of(string topic) => _groups.FirstOrDefault(g => g.Matches(topic)) ?? _groups[^1];

    private static string Key(string group, string setting) => $"{Prefix}{group}.{setting}";

    private static ConfigDef Definition(string group, object? replicationFactor, object? partitions) => new ConfigDef().Embed(
        $"{Prefix}{group}.", "Topic Creation", 0, new ConfigDef()
            .DefineInternal(Include, ConfigDefType.List, "", Importance.Low, validator: group == Default ? null : Patterns)
            .DefineInternal(Exclude, ConfigDefType.List, "", Importance.Low, validator: group == Default ? null : Patterns)
            .DefineInternal(ReplicationFactor, ConfigDefType.Short, replicationFactor, Importance.Low, validator: PositiveOrDefault)
            .DefineInternal(Partitions, ConfigDefType.Int, partitions, Importance.Low, validator: PositiveOrDefault));

    private static TopicGroup Group(string name, ConfigValues values) => new(
        Pattern(name, Include, values), Pattern(name, Exclude, values), values.GetInt(Key(name, Partitions)), values.GetShort(Key(name, ReplicationFactor)),
        values.OriginalsWithPrefix($"{Prefix}{name}.")
            .Where(c => c.Key is not (Include or Exclude or ReplicationFactor or Partitions))
            .ToDictionary(c => c.Key, c => (string?)c.Value, StringComparer.Ordinal));

    // An empty list makes an empty pattern, which no topic's name matches. The default group's own patterns are ignored, so they need not be valid.
    private static JavaRegex Pattern(string name, string setting, ConfigValues values) =>
        JavaRegex.Compile(name == Default ? "" : string.Join('|', values.GetList(Key(name, setting))));
}
