using System.Buffers.Binary;
using System.Net.Sockets;
using Ms2Lab.Kafka.Broker;
using Ms2Lab.Kafka.Protocol;

namespace Ms2Lab.Kafka.Tests.Fuzz;

/// <summary>A connection that sends frames and learns what became of each: answered, closed, or rightly waiting.</summary>
internal sealed class FuzzConnection(EmbeddedBroker broker) : IDisposable
{
    private const int Sentinel = 0x5EED5EED;

    // What may wait for others by its nature: these are given up after a while. Whatever else has no end in the limit hangs.
    private static readonly ApiKey[] Waiting = [ApiKey.Fetch, ApiKey.JoinGroup, ApiKey.SyncGroup];
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    // ApiVersions 0 with a correlation id of its own: its answer says that what came before is dealt with.
    private static readonly byte[] Probe = [0, 0, 0, 14, 0, 18, 0, 0, 0x5E, 0xED, 0x5E, 0xED, 0, 4, (byte)'f', (byte)'u', (byte)'z', (byte)'z'];
    private readonly byte[] _buffer = new byte[1 << 16];
    private Socket? _socket;

    /// <summary>Sends a frame; returns when the broker has answered it or closed the connection.</summary>
    /// <exception cref="TimeoutException">It did neither.</exception>
    public async Task SendAsync(byte[] frame, bool isWhole)
    {
        using var limit = new CancellationTokenSource(isWhole && IsWaiting(frame) ? Patience : Limit);
        try
        {
            await ConnectAsync(limit.Token);
            await _socket!.SendAsync(frame, SocketFlags.None, limit.Token);
            if (isWhole)
            {
                await _socket.SendAsync(Probe, SocketFlags.None, limit.Token);
            }
            else
            {
                _socket.Shutdown(SocketShutdown.Send);
            }
            await ReadToSentinelAsync(limit.Token);
        }
        catch (SocketException)
        {
            Dispose(); // Closed by the broker, which is an answer too.
        }
        catch (OperationCanceledException) when (isWhole && IsWaiting(frame))
        {
            Dispose();
        }
        catch (OperationCanceledException e)
        {
            throw new TimeoutException($"neither an answer nor the end of the connection in {Limit.TotalSeconds:0} s", e);
        }
    }

    public void Dispose()
    {
        // By reset, so that a hundred thousand of them leave no sockets waiting.
        _socket?.Close(timeout: 0);
        _socket = null;
    }

    private static bool IsWaiting(byte[] frame) => frame.Length >= 6 && Waiting.Contains((ApiKey)BinaryPrimitives.ReadInt16BigEndian(frame.AsSpan(4)));

    private async Task ConnectAsync(CancellationToken cancellation)
    {
        if (_socket is null)
        {
            _socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            await _socket.ConnectAsync(broker.Host, broker.Port, cancellation);
        }
    }

    private async Task ReadToSentinelAsync(CancellationToken cancellation)
    {
        while (true)
        {
            if (!await ReadAsync(4, cancellation))
            {
                return;
            }
            var length = BinaryPrimitives.ReadInt32BigEndian(_buffer);
            for (var first = true; length > 0; first = false)
            {
                var piece = Math.Min(length, _buffer.Length);
                if (!await ReadAsync(piece, cancellation))
                {
                    return;
                }
                if (first && piece >= 4 && BinaryPrimitives.ReadInt32BigEndian(_buffer) == Sentinel)
                {
                    return;
                }
                length -= piece;
            }
        }
    }

    // False, and no connection any more, when the broker closed it.
    private async Task<bool> ReadAsync(int count, CancellationToken cancellation)
    {
        for (var read = 0; read < count;)
        {
            var more = await _socket!.ReceiveAsync(_buffer.AsMemory(read, count - read), SocketFlags.None, cancellation);
            if (more == 0)
            {
                Dispose();
                return false;
            }
            read += more;
        }
        return true;
    }
}
