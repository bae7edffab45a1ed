using System.Globalization;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using Ms2Lab.Environments.Core;
using Ms2Lab.Player.Answers;

namespace Ms2Lab.Player.Servers;

/// <summary>
/// One command on a connection of its own, in RESP2. A client library would sign in, keep connections and turn refusals into exceptions of its own; scenarios show
/// what the server says to a connection that does none of that.
/// </summary>
internal sealed class RedisCommand : IDisposable
{
    private readonly TcpClient _client = new() { NoDelay = true };
    private Stream _stream = Stream.Null;

    private RedisCommand()
    {
    }

    /// <summary>Runs a command.</summary>
    /// <param name="address">host:port.</param>
    /// <param name="database">Number of the database.</param>
    /// <param name="parts">The command and its arguments.</param>
    /// <param name="password">Signs in first, or null.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="IOException">The connection breaks.</exception>
    public static async Task<JsonNode?> RunAsync(string address, int database, IReadOnlyList<byte[]> parts, string? password, CancellationToken cancellation)
    {
        using var command = new RedisCommand();
        var (host, port) = EndpointAddress.HostAndPort(address, 6379);
        await command._client.ConnectAsync(host, port, cancellation);
        command._stream = new BufferedStream(command._client.GetStream());
        if (password is not null)
        {
            await command.AskAsync([Bytes("AUTH"), Bytes(password)], cancellation);
        }
        if (database != 0)
        {
            await command.AskAsync([Bytes("SELECT"), Bytes(database.ToString(CultureInfo.InvariantCulture))], cancellation);
        }
        return await command.AskAsync(parts, cancellation);
    }

    public void Dispose()
    {
        _stream.Dispose();
        _client.Dispose();
    }

    private async Task<JsonNode?> AskAsync(IReadOnlyList<byte[]> parts, CancellationToken cancellation)
    {
        await _stream.WriteAsync(Bytes($"*{parts.Count}\r\n"), cancellation);
        foreach (var part in parts)
        {
            await _stream.WriteAsync((byte[])[.. Bytes($"${part.Length}\r\n"), .. part, .. Bytes("\r\n")], cancellation);
        }
        await _stream.FlushAsync(cancellation);
        return await ReadAsync(cancellation);
    }

    private async Task<JsonNode?> ReadAsync(CancellationToken cancellation)
    {
        var line = await LineAsync(cancellation);
        var rest = line[1..];
        switch (line[0])
        {
            case '+':
                return JsonValue.Create(rest);
            case '-':
                return JsonValue.Create($"ERR {rest}");
            case ':':
                return JsonValue.Create(long.Parse(rest, CultureInfo.InvariantCulture));
            case '$' or '*' when rest.StartsWith('-'):
                return null;
            case '$':
                var value = new byte[int.Parse(rest, CultureInfo.InvariantCulture)];
                await _stream.ReadExactlyAsync(value, cancellation);
                await LineAsync(cancellation);
                return PlainValue.OfBytes(value);
            case '*':
                var list = new JsonArray();
                for (var left = int.Parse(rest, CultureInfo.InvariantCulture); left > 0; left--)
                {
                    list.Add(await ReadAsync(cancellation));
                }
                return list;
            default:
                throw new IOException($"Redis answers '{line}', which is no RESP2");
        }
    }

    private async Task<string> LineAsync(CancellationToken cancellation)
    {
        var line = new List<byte>();
        var next = new byte[1];
        while (line is not [.., (byte)'\r', (byte)'\n'])
        {
            await _stream.ReadExactlyAsync(next, cancellation);
            line.Add(next[0]);
        }
        return Encoding.UTF8.GetString([.. line[..^2]]);
    }

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);
}
