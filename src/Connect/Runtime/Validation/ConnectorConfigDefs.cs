using Ms2Lab.Connect.Api;

namespace Ms2Lab.Connect.Runtime.Validation;

/// <summary>The settings that the framework itself gives to connectors (reference: ConnectorConfig, SinkConnectorConfig, SourceConnectorConfig).</summary>
public static class ConnectorConfigDefs
{
    private const string Common = "Common";
    private const string Errors = "Error Handling";
    private const string ExactlyOnce = "Exactly Once Support";

    /// <summary>Settings of every sink connector.</summary>
    /// <param name="defaults">What the worker and the plugin give where the connector says nothing; null for none.</param>
    public static ConfigDef Sink(ConnectorDefaults? defaults = null) => Base(defaults ?? ConnectorDefaults.None)
        .Define(
            "topics", ConfigDefType.List, "", Importance.High, "Names of the topics to read, separated by commas.", ConfigValidators.Topics, Common, 4,
            Width.Long, "Topics")
        .Define(
            "topics.regex", ConfigDefType.String, "", Importance.High, "Java regular expression that the whole name of a topic to read must match.",
            ConfigValidators.Regex, Common, 4, Width.Long, "Topics regex")
        .Define(
            "errors.deadletterqueue.topic.name", ConfigDefType.String, "", Importance.Medium, "Topic that takes records which failed; empty for none.",
            null, Errors, 6, Width.Medium, "Dead Letter Queue Topic Name")
        .Define(
            "errors.deadletterqueue.topic.replication.factor", ConfigDefType.Short, "3", Importance.Medium,
            "How many copies the dead letter topic has if Connect creates it.", null, Errors, 7, Width.Medium,
            "Dead Letter Queue Topic Replication Factor")
        .Define(
            "errors.deadletterqueue.context.headers.enable", ConfigDefType.Boolean, "false", Importance.Medium,
            "Whether headers of a dead letter say where and why it failed.", null, Errors, 8, Width.Medium, "Enable Error Context Headers");

    /// <summary>Settings of every source connector.</summary>
    /// <param name="defaults">What the worker and the plugin give where the connector says nothing; null for none.</param>
    public static ConfigDef Source(ConnectorDefaults? defaults = null) => Base(defaults ?? ConnectorDefaults.None)
        .Define(
            "topic.creation.groups", ConfigDefType.List, "", Importance.Low, "Names of groups of topics that are created with settings of their own.",
            ConfigValidators.UniqueAliases("topic creation groups"), "Topic Creation", 1, Width.Long, "Topic Creation Groups")
        .Define(
            "exactly.once.support", ConfigDefType.String, "requested", Importance.Medium,
            "Whether the connector may only run if it can deliver exactly once.", CaseInsensitiveValidString.In("REQUESTED", "REQUIRED"), ExactlyOnce, 2,
            Width.Short, "Exactly once support")
        .Define(
            "transaction.boundary", ConfigDefType.String, "poll", Importance.Medium, "What ends a transaction: each poll, an interval or the connector.",
            CaseInsensitiveValidString.In("POLL", "CONNECTOR", "INTERVAL"), ExactlyOnce, 3, Width.Short, "Transaction Boundary")
        .Define(
            "transaction.boundary.interval.ms", ConfigDefType.Long, null, Importance.Low,
            "How long a transaction lasts at boundary interval; the worker's offset interval if it is not set.", ConfigValidators.NullOrAtLeastZero,
            ExactlyOnce, 4, Width.Short, "Transaction boundary interval")
        .Define(
            "offsets.storage.topic", ConfigDefType.String, null, Importance.Low, "Topic for this connector's offsets, instead of the worker's.",
            new NonEmptyString(), "offsets.topic", 1, Width.Long, "Offsets topic");

    /// <summary>Settings of every connector, whatever its kind.</summary>
    /// <param name="defaults">What the worker and the plugin give where the connector says nothing.</param>
    internal static ConfigDef OfAll(ConnectorDefaults defaults) => Base(defaults);

    /// <summary>The framework's values of a sink connector, for the worker's own use; settings of transforms and clients stay in the originals.</summary>
    /// <exception cref="ConfigException">One is missing or wrong.</exception>
    public static ConfigValues ParseSink(IReadOnlyDictionary<string, string> props) => Sink().Parse(props);

    /// <summary>The framework's values of a source connector, for the worker's own use; settings of transforms and clients stay in the originals.</summary>
    /// <exception cref="ConfigException">One is missing or wrong.</exception>
    public static ConfigValues ParseSource(IReadOnlyDictionary<string, string> props) => Source().Parse(props);

    /// <summary>Settings of a plugin as <c>/connector-plugins/NAME/config</c> lists them: its own, then the framework's that it does not define itself.</summary>
    /// <exception cref="ConnectException">The plugin cannot be made.</exception>
    public static IReadOnlyList<ConfigKey> OfPlugin(ConnectPlugin plugin)
    {
        ArgumentNullException.ThrowIfNull(plugin);
        var defaults = ConnectorDefaults.None with { ConnectorVersion = plugin.Version };
        return plugin.Create() switch
        {
            SinkConnector sink => Merged(sink.Config(), Sink(defaults)),
            SourceConnector source => Merged(source.Config(), Source(defaults)),
            IConverter converter => converter.Config().Keys,
            IHeaderConverter converter => converter.Config().Keys,
            ITransformation transformation => Using(transformation, t => t.Config().Keys),
            IPredicate predicate => Using(predicate, p => p.Config().Keys),
            _ => throw new ConnectException("Instantiation error"),
        };
    }

    private static IReadOnlyList<ConfigKey> Merged(ConfigDef own, ConfigDef framework) =>
        [.. own.Keys, .. framework.Keys.Where(k => !own.ByName.ContainsKey(k.Name))];

    private static TResult Using<T, TResult>(T plugin, Func<T, TResult> read)
        where T : IDisposable
    {
        using (plugin)
        {
            return read(plugin);
        }
    }

    private static ConfigDef Base(ConnectorDefaults defaults) => new ConfigDef()
        .Define(
            "name", ConfigDefType.String, ConfigDef.NoDefaultValue, Importance.High, "The connector's name, unique in its cluster.",
            new NonEmptyStringWithoutControlChars(), Common, 1, Width.Medium, "Connector name")
        .Define(
            "connector.class", ConfigDefType.String, ConfigDef.NoDefaultValue, Importance.High, "Full name or alias of the connector's class.", null,
            Common, 2, Width.Long, "Connector class")
        .Define(
            "connector.plugin.version", ConfigDefType.String, defaults.ConnectorVersion, Importance.Medium, "Version of the connector to use.", null,
            Common, 3, Width.Medium, "Connector version")
        .Define(
            "tasks.max", ConfigDefType.Int, "1", Importance.High, "How many tasks the connector may have.", NumberRange.AtLeast(1), Common, 4, Width.Short,
            "Tasks max")
        .Define(
            "tasks.max.enforce", ConfigDefType.Boolean, "true", Importance.Low, "Whether a connector fails that asks for more tasks.", null, Common, 5,
            Width.Short, "Enforce tasks max")
        .Define(
            "key.converter", ConfigDefType.Class, defaults.KeyConverter, Importance.Low, "Converter of record keys; the worker's if it is not set.",
            null, Common, 6, Width.Short, "Key converter class")
        .Define(
            "key.converter.plugin.version", ConfigDefType.String, defaults.KeyConverterVersion, Importance.Low, "Version of the key converter to use.",
            null, Common, 7, Width.Short, "Key converter version")
        .Define(
            "value.converter", ConfigDefType.Class, defaults.ValueConverter, Importance.Low, "Converter of record values; the worker's if it is not set.",
            null, Common, 8, Width.Short, "Value converter class")
        .Define(
            "value.converter.plugin.version", ConfigDefType.String, defaults.ValueConverterVersion, Importance.Low,
            "Version of the value converter to use.", null, Common, 9, Width.Short, "Value converter version")
        .Define(
            "header.converter", ConfigDefType.Class, defaults.HeaderConverter, Importance.Low, "Converter of headers; the worker's if it is not set.",
            null, Common, 10, Width.Short, "Header converter class")
        .Define(
            "header.converter.plugin.version", ConfigDefType.String, defaults.HeaderConverterVersion, Importance.Low,
            "Version of the header converter to use.", null, Common, 11, Width.Short, "Header converter version")
        .Define(
            "transforms", ConfigDefType.List, "", Importance.Low, "Names of the transforms, in the order in which records pass them.",
            ConfigValidators.UniqueAliases("transformation"), "Transforms", 12, Width.Long, "Transforms")
        .Define(
            "predicates", ConfigDefType.List, "", Importance.Low, "Names of the predicates that transforms may use.",
            ConfigValidators.UniqueAliases("predicate"), "Predicates", 13, Width.Long, "Predicates")
        .Define(
            "config.action.reload", ConfigDefType.String, "restart", Importance.Low, "What happens when a value behind a reference has expired.",
            ValidString.In("none", "restart"), Common, 14, Width.Medium, "Reload Action")
        .Define(
            "errors.retry.timeout", ConfigDefType.Long, "0", Importance.Medium, "For how many milliseconds a failed operation is tried again; -1 for ever.",
            null, Errors, 1, Width.Medium, "Retry Timeout for Errors")
        .Define(
            "errors.retry.delay.max.ms", ConfigDefType.Long, "60000", Importance.Medium, "Longest pause between two tries, in milliseconds.", null, Errors,
            2, Width.Medium, "Maximum Delay Between Retries for Errors")
        .Define(
            "errors.tolerance", ConfigDefType.String, "none", Importance.Medium, "Whether records that fail stop the task (none) or are skipped (all).",
            ValidString.In("none", "all"), Errors, 3, Width.Short, "Error Tolerance")
        .Define(
            "errors.log.enable", ConfigDefType.Boolean, "false", Importance.Medium, "Whether failed operations are logged.", null, Errors, 4, Width.Short,
            "Log Errors")
        .Define(
            "errors.log.include.messages", ConfigDefType.Boolean, "false", Importance.Medium, "Whether the log names the record that failed.", null,
            Errors, 5, Width.Short, "Log Error Details");
}
