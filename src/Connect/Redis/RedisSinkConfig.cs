using System.Globalization;
using Ms2Lab.Connect.Api;

namespace Ms2Lab.Connect.Redis;

/// <summary>The connector's settings, read.</summary>
internal sealed class RedisSinkConfig
{
    private const int DefaultPort = 6379;
    private readonly ConfigValues _values;

    /// <summary>Reads the settings.</summary>
    /// <exception cref="ConfigException">One is wrong.</exception>
    /// <exception cref="JavaException">A host's port is no number.</exception>
    public RedisSinkConfig(IReadOnlyDictionary<string, string> props)
    {
        _values = RedisSinkSettings.Definition.Parse(props);
        Hosts = [.. _values.GetList(RedisSinkSettings.Hosts).Select(ParseHost)];
        Encode = Charsets.Encoder(_values.RequireString(RedisSinkSettings.Charset));
    }

    public IReadOnlyList<(string Host, int Port)> Hosts { get; }

    public bool IsCluster => _values.RequireString(RedisSinkSettings.ClientMode) == "Cluster";

    public int Database => _values.GetInt(RedisSinkSettings.Database);

    public string Password => _values.GetPassword(RedisSinkSettings.Password)?.Value ?? "";

    public bool Ssl => _values.GetBoolean(RedisSinkSettings.Ssl);

    public bool AutoReconnect => _values.GetBoolean(RedisSinkSettings.AutoReconnect);

    public TimeSpan ConnectTimeout => TimeSpan.FromMilliseconds(_values.GetInt(RedisSinkSettings.ConnectTimeout));

    public int Attempts => _values.GetInt(RedisSinkSettings.Attempts);

    public TimeSpan RetryDelay => TimeSpan.FromMilliseconds(_values.GetInt(RedisSinkSettings.RetryDelay));

    public TimeSpan OperationTimeout => TimeSpan.FromMilliseconds(_values.GetLong(RedisSinkSettings.OperationTimeout));

    /// <summary>Turns texts into bytes of the configured character set.</summary>
    public Func<string, byte[]> Encode { get; }

    // A text with more than one colon is a host as a whole, as an IPv6 address is.
    private static (string Host, int Port) ParseHost(string text)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        if (colon < 0 || text.IndexOf(':', colon + 1) >= 0)
        {
            return (text, DefaultPort);
        }

        var digits = text[(colon + 1)..];
        if (digits.Length == 0)
        {
            return (text[..colon], DefaultPort);
        }

        return int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var port)
            ? (text[..colon], port)
            : throw new JavaException("java.lang.IllegalArgumentException", "Unparseable port number: " + text);
    }
}
