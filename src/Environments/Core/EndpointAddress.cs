using System.Globalization;

namespace Ms2Lab.Environments.Core;

/// <summary>Addresses as endpoints files write them: <c>host:port</c> or a URL.</summary>
public static class EndpointAddress
{
    /// <summary>Host and port of <c>host:port</c>; <c>[::1]:9092</c> for IPv6.</summary>
    /// <param name="address">The text.</param>
    /// <param name="defaultPort">Port where the text has none.</param>
    /// <exception cref="EnvironmentException">The text is not such an address.</exception>
    public static (string Host, int Port) HostAndPort(string address, int defaultPort)
    {
        ArgumentNullException.ThrowIfNull(address);
        var colon = address.LastIndexOf(':');
        var hasPort = colon > 0 && !address.EndsWith(']');
        var host = (hasPort ? address[..colon] : address).Trim('[', ']');
        var port = defaultPort;
        if (host.Length == 0 || (hasPort && (!int.TryParse(address[(colon + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out port) || port is < 1 or > 65535)))
        {
            throw NotAnAddress(address);
        }
        return (host, port);
    }

    /// <summary>The base URL of an HTTP service given as a URL or as <c>host:port</c> (then plain HTTP).</summary>
    /// <exception cref="EnvironmentException">The text is neither.</exception>
    public static Uri ToUri(string address)
    {
        ArgumentNullException.ThrowIfNull(address);
        var text = address.Contains("://", StringComparison.Ordinal) ? address : $"http://{address}";
        return Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" ? uri : throw NotAnAddress(address);
    }

    private static EnvironmentException NotAnAddress(string address) =>
        new($"'{address}' is not an address.", "Write host:port, for example 127.0.0.1:9092, or an http(s) URL.");
}
