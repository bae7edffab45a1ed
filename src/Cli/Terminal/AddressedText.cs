using System.Globalization;
using Ms2Lab.Environments.Core;

namespace Ms2Lab.Cli.Terminal;

/// <summary>Fills the addresses of the running servers into a lab's text, where it says 127.0.0.1 and <c>MYSQL_PORT</c>, <c>REDIS_PORT</c> and so on: commands can be copied as they are shown.</summary>
internal static class AddressedText
{
    private const string Loopback = "127.0.0.1";

    /// <summary>The text with what is known of the servers; names of parts that do not run stay.</summary>
    public static string Fill(string text, Endpoints endpoints)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        (string Name, string? Address)[] known =
        [
            ("KAFKA_PORT", endpoints.Bootstrap?.Split(',')[0]), ("MYSQL_PORT", endpoints.MySql), ("REDIS_PORT", endpoints.Redis),
            ("REGISTRY_PORT", endpoints.Registry is { } registry ? EndpointAddress.ToUri(registry).Authority : null), ("CONNECT_PORT", endpoints.ConnectUris.Count > 0 ? endpoints.ConnectUris[0].Authority : null),
        ];
        return known.Where(k => k.Address is not null).Aggregate(text, (filled, k) => Fill(filled, k.Name, EndpointAddress.HostAndPort(k.Address!, 80)));
    }

    private static string Fill(string text, string name, (string Host, int Port) at)
    {
        var port = at.Port.ToString(CultureInfo.InvariantCulture);
        foreach (var between in (string[])[":", " -p ", " -P "])
        {
            text = text.Replace($"{Loopback}{between}{name}", $"{at.Host}{between}{port}", StringComparison.Ordinal);
        }
        return text.Replace(name, port, StringComparison.Ordinal);
    }
}
