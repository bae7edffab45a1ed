namespace Ms2Lab.Connect.Runtime.Cloud;

/// <summary>The one table of what Confluent Cloud's fully managed connectors are to the self-managed ones. Sources: the resolved templates of Confluent's migration utility.</summary>
internal static class CloudConnectors
{
    private static readonly CloudSetting[] Platform =
    [
        Unused("kafka.auth.mode"), Unused("kafka.api.key"), Unused("kafka.api.secret"), Unused("kafka.service.account.id"), Unused("kafka.endpoint"),
        Unused("kafka.region"), Unused("cloud.provider"), Unused("cloud.environment"), Unused("schema.context.name"), Unused("auto.restart.on.user.error"),
    ];

    private static readonly CloudSetting[] SinkClients =
    [
        new("max.poll.interval.ms", "consumer.override.max.poll.interval.ms"), new("max.poll.records", "consumer.override.max.poll.records"),
        new("errors.tolerance", "errors.tolerance", "all"), new("input.data.format", null), new("input.key.format", null),
    ];

    private static readonly CloudSetting[] MySqlAddress =
    [
        new("connection.host", null), new("connection.port", null), new("db.name", null), new("ssl.mode", null),
        new("ssl.truststorefile", "connection.trustCertificateKeyStoreUrl"), new("ssl.truststorepassword", "connection.trustCertificateKeyStorePassword"),
    ];

    /// <summary>The connectors by their class on the Cloud.</summary>
    public static IReadOnlyDictionary<string, CloudConnector> ByName { get; } = new[] { MySqlSink(), MySqlSource(), RedisSink() }.ToDictionary(c => c.Name, StringComparer.Ordinal);

    private static CloudConnector MySqlSink() => new(
        "MySqlSink", "io.confluent.connect.jdbc.JdbcSinkConnector",
        [.. Platform, .. SinkClients, .. MySqlAddress, new("batch.sizes", "batch.size"), new("insert.mode", "insert.mode", "INSERT")],
        new Dictionary<string, string>
        {
            ["dialect.name"] = "MySqlDatabaseDialect",
            ["connection.rewriteBatchedStatements"] = "true",
            ["connection.attempts"] = "1",
            ["connection.backoff.ms"] = "1000",
            ["max.retries"] = "0",
            ["errors.log.enable"] = "true",
            ["errors.log.include.messages"] = "false",
            ["errors.retry.timeout"] = "300000",
            ["errors.retry.delay.max.ms"] = "30000",
        },
        [],
        [CloudRules.MySqlAddress, CloudRules.InputFormats, CloudRules.DeadLetters]);

    private static CloudConnector MySqlSource() => new(
        "MySqlSource", "io.confluent.connect.jdbc.JdbcSourceConnector",
        [
            .. Platform, .. MySqlAddress, new("query", "query.masked"), new("batch.max.rows", "batch.max.rows", "100"), new("output.data.format", null),
            new("output.key.format", null),
        ],
        new Dictionary<string, string>
        {
            ["connection.attempts"] = "3",
            ["connection.backoff.ms"] = "1000",
            ["connection.useCursorFetch"] = "true",
            ["table.poll.interval.ms"] = "60000",
            ["validate.non.null"] = "false",
            ["query.retry.attempts"] = "10",
            ["topic.creation.default.partitions"] = "1",
            // Three replicas there; as many as the cluster takes here.
            ["topic.creation.default.replication.factor"] = "-1",
        },
        [],
        [CloudRules.MySqlAddress, CloudRules.OutputFormat, CloudRules.SourceMode]);

    private static CloudConnector RedisSink() => new(
        "RedisSink", "com.github.jcustenborder.kafka.connect.redis.RedisSinkConnector",
        [
            .. Platform, .. SinkClients, new("redis.hostname", null), new("redis.portnumber", null), new("redis.ssl.mode", null),
            new("redis.database", "redis.database", "0"), new("redis.ssl.keystore.file", "redis.ssl.keystore.path"),
            new("redis.ssl.truststore.file", "redis.ssl.truststore.path"),
        ],
        new Dictionary<string, string> { ["redis.auto.reconnect.enabled"] = "false", ["errors.log.enable"] = "true" },
        // RedisSink is also Connect's own short name of the self-managed class.
        ["redis.hostname", "redis.portnumber", "input.data.format", "input.key.format"],
        [CloudRules.RedisAddress, CloudRules.InputFormats, CloudRules.DeadLetters]);

    private static CloudSetting Unused(string name) => new(name, null) { IsUnused = true };
}
