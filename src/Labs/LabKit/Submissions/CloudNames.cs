namespace Ms2Lab.Labs.LabKit.Submissions;

/// <summary>Translates the names of Confluent Cloud's fully-managed connectors into those of the connectors that one runs oneself.</summary>
/// <remarks>Secrets and platform settings (kafka.api.key, kafka.auth.mode …) have no meaning outside the cloud and are left out.</remarks>
internal static class CloudNames
{
    private const string JsonConverter = "org.apache.kafka.connect.json.JsonConverter";

    private static readonly Dictionary<string, string> Classes = new()
    {
        ["MySqlSink"] = "io.confluent.connect.jdbc.JdbcSinkConnector",
        ["RedisSink"] = "com.github.jcustenborder.kafka.connect.redis.RedisSinkConnector",
    };

    private static readonly string[] Consumed =
    [
        "connector.class", "connection.host", "connection.port", "db.name", "ssl.mode", "input.data.format", "input.key.format", "batch.sizes",
        "redis.hostname", "redis.portnumber", "redis.ssl.mode",
    ];

    private static readonly string[] Platform = ["kafka.", "schema.context.", "auto.restart.", "ssl.truststore"];

    public static bool IsCloud(IReadOnlyDictionary<string, string> config) => Classes.ContainsKey(config["connector.class"]);

    public static IReadOnlyDictionary<string, string> Translate(IReadOnlyDictionary<string, string> cloud, SubmissionFile file)
    {
        var config = cloud.Where(p => !Consumed.Contains(p.Key) && !Platform.Any(prefix => p.Key.StartsWith(prefix, StringComparison.Ordinal))).ToDictionary();
        config["connector.class"] = Classes[cloud["connector.class"]];
        if (cloud["connector.class"] == "MySqlSink")
        {
            config["connection.url"] = $"jdbc:mysql://{Setting("connection.host")}:{cloud.GetValueOrDefault("connection.port", "3306")}/{Setting("db.name")}";
            config.TryAdd("max.retries", "0");
        }
        else
        {
            config["redis.hosts"] = $"{Setting("redis.hostname")}:{cloud.GetValueOrDefault("redis.portnumber", "6379")}";
        }
        if (cloud.TryGetValue("batch.sizes", out var batch))
        {
            config["batch.size"] = batch;
        }
        Converter("value.converter", Setting("input.data.format"));
        Converter("key.converter", cloud.GetValueOrDefault("input.key.format", "BYTES"));
        return config;

        string Setting(string name) => cloud.TryGetValue(name, out var value)
            ? value
            : throw new ArtifactException($"\"{name}\" in a {cloud["connector.class"]} configuration", $"{file.Path} without it", $"Add \"{name}\".");

        void Converter(string key, string format)
        {
            config[key] = format.ToUpperInvariant() switch
            {
                "AVRO" => "io.confluent.connect.avro.AvroConverter",
                "PROTOBUF" => "io.confluent.connect.protobuf.ProtobufConverter",
                "JSON_SR" => "io.confluent.connect.json.JsonSchemaConverter",
                "STRING" => "org.apache.kafka.connect.storage.StringConverter",
                "BYTES" => "org.apache.kafka.connect.converters.ByteArrayConverter",
                "JSON" => JsonConverter,
                _ => throw new ArtifactException("a known data format", $"{file.Path}: \"{format}\"", "Use AVRO, PROTOBUF, JSON_SR, JSON, STRING or BYTES."),
            };
            if (config[key] == JsonConverter)
            {
                config.TryAdd($"{key}.schemas.enable", "false");
            }
        }
    }
}
