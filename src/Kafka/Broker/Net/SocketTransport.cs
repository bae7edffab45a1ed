using System.Net.Sockets;
using System.Runtime.CompilerServices;

namespace Ms2Lab.Kafka.Broker.Net;

/// <summary>A plain TCP connection; several pieces leave in one system call.</summary>
internal sealed class SocketTransport(Socket socket) : ITransport
{
    /// <summary>Below the IOV_MAX (1024) of Linux.</summary>
    private const int PiecesAtOnce = 512;

    public ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellation) => socket.ReceiveAsync(buffer, cancellation);

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    public async ValueTask WriteAsync(List<ArraySegment<byte>> pieces, CancellationToken cancellation)
    {
        if (pieces.Count == 1)
        {
            await SendOneAsync(pieces[0], cancellation).ConfigureAwait(false);
            return;
        }

        for (var from = 0; from < pieces.Count; from += PiecesAtOnce)
        {
            await SendSomeAsync(pieces.GetRange(from, Math.Min(PiecesAtOnce, pieces.Count - from)), cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>Resets the connection: a close without time to linger. Nothing happens when it is closed already.</summary>
    public void Abort() => socket.Close(timeout: 0);

    public ValueTask DisposeAsync()
    {
        socket.Dispose();
        return ValueTask.CompletedTask;
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    private async ValueTask SendOneAsync(ReadOnlyMemory<byte> piece, CancellationToken cancellation)
    {
        while (piece.Length > 0)
        {
            piece = piece[await socket.SendAsync(piece, SocketFlags.None, cancellation).ConfigureAwait(false)..];
        }
    }

    private async ValueTask SendSomeAsync(List<ArraySegment<byte>> pieces, CancellationToken cancellation)
    {
        while (pieces.Count > 0)
        {
            cancellation.ThrowIfCancellationRequested();
            var sent = await socket.SendAsync(pieces, SocketFlags.None).ConfigureAwait(false);
            var whole = 0;
            while (whole < pieces.Count && sent >= pieces[whole].Count)
            {
                sent -= pieces[whole++].Count;
            }

            pieces.RemoveRange(0, whole);
            if (sent > 0)
            {
                pieces[0] = pieces[0][sent..];
            }
        }
    }
}
