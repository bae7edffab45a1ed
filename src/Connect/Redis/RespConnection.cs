using System.Globalization;
using System.Net.Security;
using System.Net.Sockets;
using System.Text;

namespace Ms2Lab.Connect.Redis;

/// <summary>One connection that speaks RESP 2, a command and its answer at a time. Not safe for concurrent use.</summary>
internal sealed class RespConnection : IAsyncDisposable
{
    private readonly TcpClient _client;
    private readonly Stream _stream;
    private readonly byte[] _buffer = new byte[8192];
    private int _start;
    private int _end;

    private RespConnection(TcpClient client, Stream stream)
    {
        _client = client;
        _stream = stream;
    }

    /// <summary>Connects, with TLS if asked to.</summary>
    /// <exception cref="SocketException">The server cannot be reached.</exception>
    /// <exception cref="IOException">TLS cannot be agreed on.</exception>
    public static async Task<RespConnection> ConnectAsync(string host, int port, bool ssl, CancellationToken cancellation)
    {
        var client = new TcpClient { NoDelay = true };
        try
        {
            await client.ConnectAsync(host, port, cancellation).ConfigureAwait(false);
            if (!ssl)
            {
                return new RespConnection(client, client.GetStream());
            }

            var stream = new SslStream(client.GetStream());
            await stream.AuthenticateAsClientAsync(new SslClientAuthenticationOptions { TargetHost = host }, cancellation).ConfigureAwait(false);
            return new RespConnection(client, stream);
        }
        catch
        {
            client.Dispose();
            throw;
        }
    }

    /// <summary>Sends a command of texts.</summary>
    public Task<string?> CallAsync(CancellationToken cancellation, params string[] command) =>
        CallAsync([.. command.Select(Encoding.UTF8.GetBytes)], cancellation);

    /// <summary>Sends a command and waits for its answer; an error's text, or null if the answer is none.</summary>
    /// <exception cref="IOException">The connection is lost.</exception>
    public async Task<string?> CallAsync(IReadOnlyList<byte[]> command, CancellationToken cancellation)
    {
        using var request = new MemoryStream();
        request.Write(Encoding.ASCII.GetBytes($"*{command.Count}\r\n"));
        foreach (var part in command)
        {
            request.Write(Encoding.ASCII.GetBytes($"${part.Length}\r\n"));
            request.Write(part);
            request.Write("\r\n"u8);
        }

        await _stream.WriteAsync(request.GetBuffer().AsMemory(0, (int)request.Length), cancellation).ConfigureAwait(false);
        return await ReadAsync(cancellation).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stream.DisposeAsync().ConfigureAwait(false);
        _client.Dispose();
    }

    private async Task<string?> ReadAsync(CancellationToken cancellation)
    {
        var line = await LineAsync(cancellation).ConfigureAwait(false);
        switch (line[0])
        {
            case '-':
                return line[1..];
            case '$' when line != "$-1":
                // The contents, which nobody asks for, and the end of the line.
                for (var left = long.Parse(line.AsSpan(1), CultureInfo.InvariantCulture) + 2; left > 0; left--)
                {
                    await ByteAsync(cancellation).ConfigureAwait(false);
                }

                return null;
            default:
                return null;
        }
    }

    private async Task<string> LineAsync(CancellationToken cancellation)
    {
        var line = new List<byte>();
        for (var next = await ByteAsync(cancellation).ConfigureAwait(false); next != '\n'; next = await ByteAsync(cancellation).ConfigureAwait(false))
        {
            line.Add(next);
        }

        return line.Count > 1 ? Encoding.UTF8.GetString([.. line]).TrimEnd('\r') : throw new IOException("The server does not speak RESP.");
    }

    private async ValueTask<byte> ByteAsync(CancellationToken cancellation)
    {
        if (_start == _end)
        {
            _start = 0;
            _end = await _stream.ReadAsync(_buffer, cancellation).ConfigureAwait(false);
            if (_end == 0)
            {
                throw new EndOfStreamException("The server has closed the connection.");
            }
        }

        return _buffer[_start++];
    }
}
