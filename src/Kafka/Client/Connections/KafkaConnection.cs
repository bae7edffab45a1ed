using System.Net.Sockets;
using Ms2Lab.Kafka.Protocol;
using Ms2Lab.Kafka.Protocol.Messages;

namespace Ms2Lab.Kafka.Client.Connections;

/// <summary>
/// One TCP connection to one broker. Requests are pipelined; a broker answers in their order, so the queue of pending requests is all the state
/// there is. It is guarded by the write lock; the read loop alone takes from it. When anything breaks, every pending request fails and the
/// connection is not used again.
/// </summary>
internal sealed class KafkaConnection : IAsyncDisposable
{
    private readonly Socket _socket;
    private readonly string _clientId;
    private readonly SemaphoreSlim _writing = new(1);
    private readonly Queue<PendingRequest> _pending = new();
    private readonly CancellationTokenSource _closing = new();
    private Stream _stream;
    private Task _reading = Task.CompletedTask;
    private Dictionary<short, (short Min, short Max)> _versions = [];
    private int _correlationId;
    private Exception? _broken;

    private KafkaConnection(Socket socket, string address, string clientId)
    {
        _socket = socket;
        _stream = new NetworkStream(socket, ownsSocket: true);
        _clientId = clientId;
        Address = address;
    }

    public string Address { get; }

    public bool IsUsable => _broken is null;

    public static async Task<KafkaConnection> OpenAsync(string host, int port, KafkaClientOptions options, CancellationToken cancellation)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(host, port, cancellation).ConfigureAwait(false);
        }
        catch (SocketException e)
        {
            socket.Dispose();
            throw new KafkaException(ErrorCode.NetworkException, $"Connection to {host}:{port} could not be established: {e.Message}", e);
        }
        catch (OperationCanceledException)
        {
            socket.Dispose();
            throw;
        }
        var connection = new KafkaConnection(socket, $"{host}:{port}", options.ClientId);
        try
        {
            connection._stream = await options.Security.SecureAsync(connection._stream, host, cancellation).ConfigureAwait(false);
            connection._reading = connection.ReadLoopAsync();
            await connection.AskVersionsAsync(cancellation).ConfigureAwait(false);
            await options.Security.AuthenticateAsync(request => connection.SendAsync(request, null, cancellation)).ConfigureAwait(false);
        }
        catch
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            throw;
        }
        return connection;
    }

    /// <summary>The highest version that both sides speak, no higher than <paramref name="maxVersion"/>.</summary>
    /// <exception cref="KafkaException">The broker does not offer the API or none of our versions.</exception>
    public short VersionOf(IApiMessage request, short? maxVersion)
    {
        if (!_versions.TryGetValue(request.ApiKey, out var offered))
        {
            throw new KafkaException(ErrorCode.UnsupportedVersion, $"The broker at {Address} does not support {(ApiKey)request.ApiKey}");
        }
        var highest = Math.Min(Math.Min(offered.Max, request.HighestSupportedVersion), maxVersion ?? short.MaxValue);
        return highest >= Math.Max(offered.Min, request.LowestSupportedVersion)
            ? highest
            : throw new KafkaException(ErrorCode.UnsupportedVersion, $"The broker at {Address} offers {(ApiKey)request.ApiKey} {offered.Min} to {offered.Max}; this client speaks {request.LowestSupportedVersion} to {request.HighestSupportedVersion}");
    }

    public Task<IApiMessage> SendAsync(IApiMessage request, short? maxVersion, CancellationToken cancellation) =>
        SendAsync(request, VersionOf(request, maxVersion), cancellation);

    /// <summary>Sends a request that the broker does not answer (Produce with acks=0).</summary>
    public Task SendOneWayAsync(IApiMessage request, short? maxVersion, CancellationToken cancellation) =>
        WriteAsync(request, VersionOf(request, maxVersion), expectsAnswer: false, cancellation);

    public async ValueTask DisposeAsync()
    {
        Break(new KafkaException(ErrorCode.NetworkException, $"The connection to {Address} was closed."));
        await _closing.CancelAsync().ConfigureAwait(false);
        await _stream.DisposeAsync().ConfigureAwait(false);
        await _reading.ConfigureAwait(false);
        _closing.Dispose();
        _socket.Dispose();
    }

    private async Task<IApiMessage> SendAsync(IApiMessage request, short version, CancellationToken cancellation)
    {
        var pending = await WriteAsync(request, version, expectsAnswer: true, cancellation).ConfigureAwait(false);
        return await pending.Answer.Task.WaitAsync(cancellation).ConfigureAwait(false);
    }

    // ApiVersions is asked in version 3; a broker that does not know it answers in version 0 with error 35 (KIP-511).
    private async Task AskVersionsAsync(CancellationToken cancellation)
    {
        var request = new ApiVersionsRequest { ClientSoftwareName = "ms2lab", ClientSoftwareVersion = "1" };
        ApiVersionsResponse answer;
        try
        {
            answer = (ApiVersionsResponse)await SendAsync(request, (short)3, cancellation).ConfigureAwait(false);
        }
        catch (KafkaProtocolException e)
        {
            throw new KafkaException(ErrorCode.UnsupportedVersion, $"The broker at {Address} does not answer ApiVersions 3: {e.Message}", e);
        }
        KafkaException.ThrowIf(answer.ErrorCode);
        _versions = answer.ApiKeys.ToDictionary(k => k.ApiKey, k => (k.MinVersion, k.MaxVersion));
    }

    private async Task<PendingRequest> WriteAsync(IApiMessage request, short version, bool expectsAnswer, CancellationToken cancellation)
    {
        await _writing.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            var pending = new PendingRequest(++_correlationId, ApiMessages.NewResponse(request.ApiKey), version);
            using var frame = Frames.Request(request, version, pending.CorrelationId, _clientId);
            lock (_pending)
            {
                if (_broken is not null)
                {
                    throw _broken;
                }
                if (expectsAnswer)
                {
                    _pending.Enqueue(pending);
                }
            }
            // A frame that was begun is finished, or the connection would be out of step.
            await _stream.WriteAsync(frame.WrittenMemory, _closing.Token).ConfigureAwait(false);
            return pending;
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException or OperationCanceledException && !cancellation.IsCancellationRequested)
        {
            throw Break(new KafkaException(ErrorCode.NetworkException, $"The connection to {Address} broke: {e.Message}", e));
        }
        finally
        {
            _writing.Release();
        }
    }

    private async Task ReadLoopAsync()
    {
        try
        {
            while (await Frames.ReadAsync(_stream, _closing.Token).ConfigureAwait(false) is { } frame)
            {
                PendingRequest? pending;
                lock (_pending)
                {
                    _pending.TryDequeue(out pending);
                }
                if (pending is null)
                {
                    throw new KafkaProtocolException("an answer came that nobody asked for");
                }
                try
                {
                    Frames.ReadAnswer(frame, pending);
                }
                catch (KafkaProtocolException e)
                {
                    pending.Answer.TrySetException(e);
                    throw;
                }
                pending.Answer.TrySetResult(pending.Response);
            }
            Break(new KafkaException(ErrorCode.NetworkException, $"The broker at {Address} closed the connection."));
        }
        catch (Exception e) when (e is IOException or SocketException or ObjectDisposedException or OperationCanceledException or KafkaProtocolException)
        {
            Break(new KafkaException(ErrorCode.NetworkException, $"The connection to {Address} broke: {e.Message}", e));
        }
    }

    private Exception Break(Exception reason)
    {
        List<PendingRequest> lost;
        lock (_pending)
        {
            _broken ??= reason;
            lost = [.. _pending];
            _pending.Clear();
        }
        foreach (var pending in lost)
        {
            pending.Answer.TrySetException(reason);
        }
        _socket.Dispose();
        return reason;
    }
}
