using Ms2Lab.Connect.Api;

namespace Ms2Lab.Connect.Redis;

/// <summary>The names and definitions of the connector's settings.</summary>
internal static class RedisSinkSettings
{
    public const string Hosts = "redis.hosts";
    public const string ClientMode = "redis.client.mode";
    public const string Ssl = "redis.ssl.enabled";
    public const string Password = "redis.password";
    public const string Database = "redis.database";
    public const string AutoReconnect = "redis.auto.reconnect.enabled";
    public const string ConnectTimeout = "redis.socket.connect.timeout.ms";
    public const string Attempts = "redis.connection.attempts";
    public const string RetryDelay = "redis.connection.retry.delay.ms";
    public const string OperationTimeout = "redis.operation.timeout.ms";
    public const string Charset = "redis.charset";

    /// <summary>All settings in the connector's order.</summary>
    public static ConfigDef Definition { get; } = Define();

    private static ConfigDef Define()
    {
        var settings = new ConfigDef();
        Add(settings, Hosts, ConfigDefType.List, "localhost:6379", Importance.High, "The servers, host:port each.");
        Add(settings, ClientMode, ConfigDefType.String, "Standalone", Importance.Medium, "Standalone or Cluster.", OneOf("ClientMode", "Standalone", "Cluster"));
        Add(settings, Ssl, ConfigDefType.Boolean, false, Importance.Medium, "Whether to speak TLS.");
        Add(settings, Password, ConfigDefType.Password, "", Importance.Medium, "The password; empty for none.");
        Add(settings, Database, ConfigDefType.Int, 1, Importance.Medium, "The number of the database.");
        Add(settings, AutoReconnect, ConfigDefType.Boolean, true, Importance.Low, "Whether to connect again when the connection is lost.");
        Add(settings, "redis.request.queue.size", ConfigDefType.Int, int.MaxValue, Importance.Low, "How many commands may wait.");
        Add(settings, "redis.socket.tcp.no.delay.enabled", ConfigDefType.Boolean, true, Importance.Low, "TCP_NODELAY.");
        Add(settings, "redis.socket.keep.alive.enabled", ConfigDefType.Boolean, false, Importance.Low, "SO_KEEPALIVE.");
        Add(settings, ConnectTimeout, ConfigDefType.Int, 10000, Importance.Low, "How long to try to connect, in milliseconds.");
        Add(settings, "redis.ssl.provider", ConfigDefType.String, "JDK", Importance.Low, "OPENSSL or JDK.", OneOf("RedisSslProvider", "OPENSSL", "JDK"));
        Add(settings, "redis.ssl.keystore.path", ConfigDefType.String, "", Importance.Medium, "The key store's file.");
        Add(settings, "redis.ssl.keystore.password", ConfigDefType.Password, "", Importance.Medium, "The key store's password.");
        Add(settings, "redis.ssl.truststore.path", ConfigDefType.String, "", Importance.Medium, "The trust store's file.");
        Add(settings, "redis.ssl.truststore.password", ConfigDefType.Password, "", Importance.Medium, "The trust store's password.");
        Add(settings, Attempts, ConfigDefType.Int, 3, Importance.Medium, "How often to try to connect.", NumberRange.AtLeast(1));
        Add(settings, RetryDelay, ConfigDefType.Int, 2000, Importance.Medium, "The pause between tries, in milliseconds.", NumberRange.AtLeast(100));
        Add(settings, OperationTimeout, ConfigDefType.Long, 10000L, Importance.Medium, "How long a command may take, in milliseconds.", NumberRange.AtLeast(100L));
        return settings.Define(
            Charset, ConfigDefType.String, "UTF-8", Importance.Low, "The character set of keys and values that are texts.", new Charsets(), "",
            recommender: new Charsets());
    }

    private static void Add(
        ConfigDef settings, string name, ConfigDefType type, object defaultValue, Importance importance, string doc, IConfigValidator? validator = null) =>
        settings.Define(name, type, defaultValue, importance, doc, validator, "");

    // The order of the words is the connector's: it hands the sentence over as the value.
    private static LambdaValidator OneOf(string type, params string[] names)
    {
        var list = string.Join(", ", names);
        return new LambdaValidator(
            (name, value) =>
            {
                if (!names.Contains(value))
                {
                    throw new ConfigException($"Invalid value '{value}' is not a valid value for {type}. Valid values are {list}. for configuration {name}");
                }
            },
            () => list);
    }
}
