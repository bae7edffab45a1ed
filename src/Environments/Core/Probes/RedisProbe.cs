using System.Net.Sockets;
using System.Text;

namespace Ms2Lab.Environments.Core;

/// <summary>Asks a Redis server for PONG.</summary>
public static class RedisProbe
{
    /// <summary>Signs in where a password is given and sends PING, in RESP as any client does.</summary>
    /// <returns>One line that says what answered.</returns>
    /// <exception cref="IOException">Nothing answers there, or with an error; the message holds the server's words.</exception>
    public static async Task<string> AskAsync(string address, UserCredentials? credentials, CancellationToken cancellation)
    {
        var (host, port) = EndpointAddress.HostAndPort(address, 6379);
        using var client = new TcpClient { NoDelay = true };
        await client.ConnectAsync(host, port, cancellation).ConfigureAwait(false);
        using var reader = new StreamReader(client.GetStream(), Encoding.UTF8);
        if (credentials?.Password is { } password)
        {
            string[] signIn = credentials.User is { } user ? ["AUTH", user, password] : ["AUTH", password];
            await AskAsync(client, reader, signIn, "+OK", cancellation).ConfigureAwait(false);
        }
        await AskAsync(client, reader, ["PING"], "+PONG", cancellation).ConfigureAwait(false);
        return address;
    }

    private static async Task AskAsync(TcpClient client, StreamReader reader, string[] command, string expected, CancellationToken cancellation)
    {
        var text = new StringBuilder($"*{command.Length}\r\n");
        foreach (var word in command)
        {
            text.Append($"${Encoding.UTF8.GetByteCount(word)}\r\n{word}\r\n");
        }
        await client.GetStream().WriteAsync(Encoding.UTF8.GetBytes(text.ToString()), cancellation).ConfigureAwait(false);
        var answer = await reader.ReadLineAsync(cancellation).ConfigureAwait(false);
        if (answer != expected)
        {
            throw new IOException($"{command[0]} is answered with '{answer ?? "a closed connection"}'");
        }
    }
}
