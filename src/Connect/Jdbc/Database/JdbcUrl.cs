using MySqlConnector;

namespace Ms2Lab.Connect.Jdbc.Database;

/// <summary>
/// A JDBC address of a MySQL or MariaDB server, <c>jdbc:mysql://host[:port][/database][?name=value&amp;…]</c>.
/// Only one host is understood; a list of hosts, as Connector/J takes for failover, is refused.
/// </summary>
public sealed record JdbcUrl
{
    private const uint DefaultPort = 3306;

    private JdbcUrl(string host, uint port, string database, IReadOnlyDictionary<string, string> properties) =>
        (Host, Port, Database, Properties) = (host, port, database, properties);

    /// <summary>The host name or address, without the brackets of an IPv6 address; <c>localhost</c> when the URL names none.</summary>
    public string Host { get; }

    /// <summary>The port; 3306 when the URL names none.</summary>
    public uint Port { get; }

    /// <summary>The database, or an empty text when the URL names none.</summary>
    public string Database { get; }

    /// <summary>The driver properties after the question mark, percent-decoded.</summary>
    public IReadOnlyDictionary<string, string> Properties { get; }

    /// <summary>Whether the sub-protocol is one that the MySQL dialect answers for.</summary>
    public static bool IsMySql(string url) =>
        url.StartsWith("jdbc:mysql:", StringComparison.Ordinal) || url.StartsWith("jdbc:mariadb:", StringComparison.Ordinal);

    /// <summary>Reads <paramref name="url"/>.</summary>
    /// <exception cref="FormatException">The URL is not of the shape above; the message says what is wrong with it.</exception>
    public static JdbcUrl Parse(string url)
    {
        var authority = url.IndexOf("://", StringComparison.Ordinal);
        if (!IsMySql(url) || authority < 0)
        {
            throw new FormatException($"'{url}' is not a JDBC URL of MySQL, which looks like jdbc:mysql://host:3306/database.");
        }

        var rest = url[(authority + 3)..];
        var question = rest.IndexOf('?', StringComparison.Ordinal);
        var properties = question < 0 ? new Dictionary<string, string>() : ParseProperties(rest[(question + 1)..]);
        var path = question < 0 ? rest : rest[..question];
        var slash = path.IndexOf('/', StringComparison.Ordinal);
        var (host, port) = ParseAuthority(slash < 0 ? path : path[..slash]);
        return new JdbcUrl(host, port, slash < 0 ? "" : Uri.UnescapeDataString(path[(slash + 1)..]), properties);
    }

    /// <summary>The settings with which the driver opens this address as the given user, who may also stand in the URL.</summary>
    public MySqlConnectionStringBuilder ToConnectionString(string? user, string? password) => new()
    {
        Server = Host,
        Port = Port,
        Database = Database,
        UserID = user ?? Properties.GetValueOrDefault("user", ""),
        Password = password ?? Properties.GetValueOrDefault("password", ""),
    };

    private static (string Host, uint Port) ParseAuthority(string authority)
    {
        if (authority.Contains(',', StringComparison.Ordinal))
        {
            throw new FormatException($"'{authority}' names several hosts; give one.");
        }

        var colon = authority.LastIndexOf(':');
        var bracket = authority.LastIndexOf(']');
        var (host, port) = colon > bracket ? (authority[..colon], authority[(colon + 1)..]) : (authority, "");
        var number = DefaultPort;
        if (port.Length > 0 && (!uint.TryParse(port, out number) || number > ushort.MaxValue))
        {
            throw new FormatException($"'{port}' is not a port number.");
        }

        host = host.Trim('[', ']');
        return (host.Length == 0 ? "localhost" : host, number);
    }

    private static Dictionary<string, string> ParseProperties(string query)
    {
        var properties = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var pair in query.Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var equals = pair.IndexOf('=', StringComparison.Ordinal);
            var name = equals < 0 ? pair : pair[..equals];
            properties[Uri.UnescapeDataString(name)] = equals < 0 ? "" : Uri.UnescapeDataString(pair[(equals + 1)..]);
        }

        return properties;
    }
}
