using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using Ms2Lab.Kafka.Protocol;

namespace Ms2Lab.Kafka.Broker.Net;

/// <summary>
/// Cuts a connection's bytes into frames (int32 length, then that many bytes). Each frame gets an array of its own, because a
/// produce request's array becomes storage; a large one grows with what really arrives, never with what is claimed. Waiting for bytes allocates nothing.
/// </summary>
internal sealed class FrameReader(ITransport transport, int largestFrame) : IDisposable
{
    private const int BufferBytes = 16 << 10;
    private const int TrustedBytes = 2 << 20;

    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(BufferBytes);
    private int _from;
    private int _to;

    /// <summary>The next frame without its length, or null when the client has closed between two frames.</summary>
    /// <exception cref="KafkaProtocolException">The length is negative or above the limit.</exception>
    /// <exception cref="EndOfStreamException">The client has closed inside a frame.</exception>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<byte[]?> ReadAsync(CancellationToken cancellation)
    {
        while (_to - _from < 4)
        {
            if (!await FillAsync(cancellation).ConfigureAwait(false))
            {
                return _to == _from ? null : throw new EndOfStreamException();
            }
        }

        var length = BinaryPrimitives.ReadInt32BigEndian(_buffer.AsSpan(_from));
        if (length < 0 || length > largestFrame)
        {
            throw new KafkaProtocolException($"Invalid receive (size = {length} larger than {largestFrame})");
        }

        _from += 4;
        return await ReadBodyAsync(length, cancellation).ConfigureAwait(false);
    }

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = [];
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<byte[]> ReadBodyAsync(int length, CancellationToken cancellation)
    {
        var frame = GC.AllocateUninitializedArray<byte>(Math.Min(length, TrustedBytes));
        var at = Math.Min(length, _to - _from);
        _buffer.AsSpan(_from, at).CopyTo(frame);
        _from += at;
        while (at < length)
        {
            if (at == frame.Length)
            {
                Array.Resize(ref frame, (int)Math.Min(length, frame.Length * 2L));
            }

            var read = await transport.ReadAsync(frame.AsMemory(at), cancellation).ConfigureAwait(false);
            at += read > 0 ? read : throw new EndOfStreamException();
        }

        return frame;
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<bool> FillAsync(CancellationToken cancellation)
    {
        _buffer.AsSpan(_from, _to - _from).CopyTo(_buffer);
        (_from, _to) = (0, _to - _from);
        var read = await transport.ReadAsync(_buffer.AsMemory(_to), cancellation).ConfigureAwait(false);
        _to += read;
        return read > 0;
    }
}
