using System.Globalization;
using Ms2Lab.Connect.Api;
using Ms2Lab.Connect.Runtime.Validation;

namespace Ms2Lab.Connect.Runtime.Workers;

/// <summary>The worker's own settings, read once from its properties; defaults are Kafka's.</summary>
internal sealed partial class WorkerSettings(IReadOnlyDictionary<string, string> properties)
{
    private const int DefaultPort = 8083;

    public IReadOnlyDictionary<string, string> Properties => properties;

    /// <summary>Id of the worker group; its consumer groups must be called otherwise.</summary>
    public string GroupId => properties.GetValueOrDefault("group.id", "");

    public TimeSpan CommitInterval => Milliseconds("offset.flush.interval.ms", 60_000);

    public TimeSpan CommitTimeout => Milliseconds("offset.flush.timeout.ms", 5_000);

    public TimeSpan GracefulStop => Milliseconds("task.shutdown.graceful.timeout.ms", 5_000);

    public bool CreatesTopics => Flag("topic.creation.enable", standard: true);

    public bool TracksTopics => Flag("topic.tracking.enable", standard: true);

    public bool MayResetTopics => Flag("topic.tracking.allow.reset", standard: true);

    public string OverridePolicyName => properties.GetValueOrDefault("connector.client.config.override.policy", "All");

    /// <summary>What the validation of connectors needs to know.</summary>
    /// <exception cref="ConnectException">There is no such override policy.</exception>
    public ConnectorValidatorOptions Validation()
    {
        var allowed = properties.GetValueOrDefault("connector.client.config.override.allowlist", "")
            .Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var converters = new ConnectorDefaults(
            properties.GetValueOrDefault("key.converter"),
            properties.GetValueOrDefault("value.converter"),
            properties.GetValueOrDefault("header.converter", "org.apache.kafka.connect.storage.SimpleHeaderConverter"));
        return new ConnectorValidatorOptions(GroupId, new OverridePolicy(OverridePolicyName, allowed), converters)
        {
            ExactlyOnceSource = IsExactlyOnce,
        };
    }

    /// <summary>Host and port of the first http listener.</summary>
    /// <exception cref="ConfigException">It is no http address.</exception>
    public (string Host, int Port) Listener()
    {
        var text = properties.GetValueOrDefault("listeners", $"http://:{DefaultPort}").Split(',')[0].Trim();
        // "http://:8083" is Kafka's way to write "all addresses", which Uri does not read.
        var filled = text.Replace("://:", "://0.0.0.0:", StringComparison.Ordinal);
        if (!Uri.TryCreate(filled, UriKind.Absolute, out var uri) || !uri.Scheme.Equals("http", StringComparison.OrdinalIgnoreCase))
        {
            throw new ConfigException("listeners", text, "only http listeners are supported, such as http://127.0.0.1:8083");
        }
        return (uri.Host, uri.Port < 0 || !filled[8..].Contains(':', StringComparison.Ordinal) ? DefaultPort : uri.Port);
    }

    /// <summary>host:port by which the worker is known to users and other workers.</summary>
    public string WorkerId(Uri served)
    {
        var host = properties.GetValueOrDefault("rest.advertised.host.name");
        var port = properties.GetValueOrDefault("rest.advertised.port");
        return $"{(string.IsNullOrEmpty(host) ? served.Host : host)}:{(string.IsNullOrEmpty(port) ? served.Port.ToString(CultureInfo.InvariantCulture) : port)}";
    }

    private TimeSpan Milliseconds(string name, long standard)
    {
        if (!properties.TryGetValue(name, out var text))
        {
            return TimeSpan.FromMilliseconds(standard);
        }
        return long.TryParse(text.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var value)
            ? TimeSpan.FromMilliseconds(value)
            : throw new ConfigException(name, text, "Not a number of type LONG");
    }

    private bool Flag(string name, bool standard) => properties.TryGetValue(name, out var text)
        ? bool.TryParse(text.Trim(), out var value) ? value : throw new ConfigException(name, text, "Expected value to be either true or false")
        : standard;
}
