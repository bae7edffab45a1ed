namespace Ms2Lab.Connect.Runtime.Cloud;

/// <summary>The rules that the connectors of the Cloud share.</summary>
internal static class CloudRules
{
    private const string RegistryUrl = "schema.registry.url";

    private static readonly Dictionary<string, string> Converters = new(StringComparer.OrdinalIgnoreCase)
    {
        ["AVRO"] = "io.confluent.connect.avro.AvroConverter",
        ["JSON_SR"] = "io.confluent.connect.json.JsonSchemaConverter",
        ["PROTOBUF"] = "io.confluent.connect.protobuf.ProtobufConverter",
        ["JSON"] = "org.apache.kafka.connect.json.JsonConverter",
        ["STRING"] = "org.apache.kafka.connect.storage.StringConverter",
        ["BYTES"] = "org.apache.kafka.connect.converters.ByteArrayConverter",
    };

    private static readonly Dictionary<string, string> SslModes = new(StringComparer.OrdinalIgnoreCase)
    {
        ["require"] = "REQUIRED",
        ["verify-ca"] = "VERIFY_CA",
        ["verify-full"] = "VERIFY_IDENTITY",
    };

    /// <summary>Host, port and database make the JDBC address; without all three there is none, and the connector misses it.</summary>
    public static void MySqlAddress(IReadOnlyDictionary<string, string?> given, IReadOnlyDictionary<string, string> worker, IDictionary<string, string?> made)
    {
        if (Text(given, "connection.host") is { } host && Text(given, "connection.port") is { } port && Text(given, "db.name") is { } database)
        {
            made.TryAdd("connection.url", $"jdbc:mysql://{host}:{port}/{database}");
        }
        if (Text(given, "ssl.mode") is { } mode && SslModes.TryGetValue(mode, out var driverMode))
        {
            made.TryAdd("connection.sslMode", driverMode);
        }
    }

    /// <summary>Host and port make the one address that the Redis connector takes; four words for TLS become yes or no.</summary>
    public static void RedisAddress(IReadOnlyDictionary<string, string?> given, IReadOnlyDictionary<string, string> worker, IDictionary<string, string?> made)
    {
        if (Text(given, "redis.hostname") is { } host && Text(given, "redis.portnumber") is { } port)
        {
            made.TryAdd("redis.hosts", $"{host}:{port}");
        }
        made.TryAdd("redis.ssl.enabled", Text(given, "redis.ssl.mode") is null or "disabled" ? "false" : "true");
    }

    /// <summary>The formats of a sink's records name converters; a key without format stays bytes.</summary>
    public static void InputFormats(IReadOnlyDictionary<string, string?> given, IReadOnlyDictionary<string, string> worker, IDictionary<string, string?> made)
    {
        Converter("value.converter", Text(given, "input.data.format"), worker, made);
        Converter("key.converter", Text(given, "input.key.format") ?? "BYTES", worker, made);
    }

    /// <summary>The format of a source's values names a converter; JSON is plain. Its keys are null, so their converter does not matter.</summary>
    public static void OutputFormat(IReadOnlyDictionary<string, string?> given, IReadOnlyDictionary<string, string> worker, IDictionary<string, string?> made)
    {
        var format = Text(given, "output.data.format") ?? "JSON";
        Converter("value.converter", format, worker, made);
        Converter("key.converter", Text(given, "output.key.format") ?? "BYTES", worker, made);
        if (format.Equals("JSON", StringComparison.OrdinalIgnoreCase))
        {
            made.TryAdd("value.converter.schemas.enable", "false");
        }
    }

    /// <summary>The mode of a source is inferred from the columns that are named.</summary>
    public static void SourceMode(IReadOnlyDictionary<string, string?> given, IReadOnlyDictionary<string, string> worker, IDictionary<string, string?> made)
    {
        if (Text(given, "mode") is not null)
        {
            return;
        }
        var timestamp = Text(given, "timestamp.column.name") is not null || Text(given, "timestamp.columns.mapping") is not null;
        var incrementing = Text(given, "incrementing.column.name") is not null || Text(given, "incrementing.column.mapping") is not null;
        made["mode"] = (timestamp, incrementing) switch
        {
            (true, true) => "timestamp+incrementing",
            (true, false) => "timestamp",
            (false, true) => "incrementing",
            _ => "bulk",
        };
    }

    /// <summary>Every sink of the Cloud has a dead letter topic, named after the connector, with headers.</summary>
    public static void DeadLetters(IReadOnlyDictionary<string, string?> given, IReadOnlyDictionary<string, string> worker, IDictionary<string, string?> made)
    {
        made.TryAdd("errors.deadletterqueue.topic.name", $"dlq-{Text(given, "name") ?? "connector"}");
        made.TryAdd("errors.deadletterqueue.context.headers.enable", "true");
        // Three replicas there; as many as the cluster takes here.
        made.TryAdd("errors.deadletterqueue.topic.replication.factor", "-1");
    }

    // The Cloud knows its registry; here it is the one that the worker's own converters use, unless the connector names another.
    private static void Converter(string setting, string? format, IReadOnlyDictionary<string, string> worker, IDictionary<string, string?> made)
    {
        if (format is null || !Converters.TryGetValue(format, out var converter))
        {
            return;
        }
        made.TryAdd(setting, converter);
        if (converter.StartsWith("io.confluent.", StringComparison.Ordinal)
            && (worker.GetValueOrDefault($"{setting}.{RegistryUrl}") ?? worker.GetValueOrDefault($"value.converter.{RegistryUrl}") ?? worker.GetValueOrDefault(RegistryUrl)) is { } url)
        {
            made.TryAdd($"{setting}.{RegistryUrl}", url);
        }
    }

    private static string? Text(IReadOnlyDictionary<string, string?> given, string name) =>
        given.GetValueOrDefault(name)?.Trim() is { Length: > 0 } text ? text : null;
}
