using System.Net.Sockets;
using Ms2Lab.Kafka.Protocol;

namespace Ms2Lab.Kafka.Broker.Net;

/// <summary>
/// One client connection. As in Kafka one request is worked on at a time and the next frames wait in the socket, so answers leave
/// in the order of the requests; a connection waits only for itself and never holds the cluster's lock while it reads or writes.
/// </summary>
internal sealed class Connection(ITransport transport, ClientSession session, Dispatcher dispatcher, int largestFrame) : IAsyncDisposable
{
    private readonly CancellationTokenSource _closing = new();
    private readonly FrameReader _frames = new(transport, largestFrame);
    private readonly KafkaWriter _writer = new(512, gather: true);
    private readonly List<ArraySegment<byte>> _pieces = [];
    private bool _isDisposed;

    /// <summary>Serves until either side closes. Never throws for what a client does.</summary>
    public async Task RunAsync()
    {
        try
        {
            while (!session.ClosesAfterAnswer && await _frames.ReadAsync(_closing.Token).ConfigureAwait(false) is { } frame)
            {
                _writer.Clear();
                if (await dispatcher.AnswerAsync(session, frame, _writer, _closing.Token).ConfigureAwait(false))
                {
                    _pieces.Clear();
                    _writer.GetSegments(_pieces);
                    await transport.WriteAsync(_pieces, _closing.Token).ConfigureAwait(false);
                }
            }
        }
        catch (Exception e) when (e is KafkaProtocolException or IOException or SocketException or ObjectDisposedException or OperationCanceledException)
        {
            // The peer broke the protocol or is gone, or the broker goes down: Kafka closes the connection without an answer.
        }
    }

    /// <summary>Drops the connection; <see cref="RunAsync"/> ends soon after. It may be closing of itself at the same time.</summary>
    public void Abort()
    {
        lock (_closing)
        {
            if (!_isDisposed)
            {
                _closing.Cancel();
                transport.Abort();
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        lock (_closing)
        {
            _isDisposed = true;
        }

        session.Close(dispatcher.Cluster);
        await transport.DisposeAsync().ConfigureAwait(false);
        _frames.Dispose();
        _writer.Dispose();
        _closing.Dispose();
    }
}
