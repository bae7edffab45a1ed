using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;

namespace Ms2Lab.Kafka.Broker.Net;

/// <summary>Accepts the connections of one listener of a broker and knows them all, so that a kill can reset them.</summary>
internal sealed class BrokerListener : IAsyncDisposable
{
    private readonly Dispatcher _dispatcher;
    private readonly ListenerOptions _options;
    private readonly int _index;
    private readonly int _largestFrame;
    private readonly Socket _socket;
    private readonly CancellationTokenSource _closing = new();
    private readonly ConcurrentDictionary<Connection, Task> _connections = new();
    private Task _accepting = Task.CompletedTask;

    private BrokerListener(Socket socket, Dispatcher dispatcher, ListenerOptions options, int index, int largestFrame)
    {
        (_socket, _dispatcher, _options, _index, _largestFrame) = (socket, dispatcher, options, index, largestFrame);
    }

    public int Port => ((IPEndPoint)_socket.LocalEndPoint!).Port;

    /// <summary>Binds, without accepting yet: no client may connect before the whole cluster stands.</summary>
    /// <exception cref="IOException">The address is taken or not of this machine; the message names it.</exception>
    public static BrokerListener Bind(ListenerOptions options, int index, int port, Dispatcher dispatcher, int largestFrame)
    {
        var host = options.Host;
        var address = IPAddress.TryParse(host, out var parsed) ? parsed : Dns.GetHostAddresses(host)[0];
        var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
            socket.Bind(new IPEndPoint(address, port));
            socket.Listen(512);
        }
        catch (SocketException e)
        {
            socket.Dispose();
            throw new IOException($"The broker cannot listen on {host}:{port}: {e.Message}. Choose another port, or 0 for a free one.", e);
        }

        return new BrokerListener(socket, dispatcher, options, index, largestFrame);
    }

    public void Start() => _accepting = AcceptAsync();

    /// <summary>Gives the port back before anything was started.</summary>
    public void Unbind()
    {
        _socket.Dispose();
        _closing.Dispose();
    }

    /// <summary>Stops listening and resets every connection, as the death of a process does.</summary>
    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync().ConfigureAwait(false);
        _socket.Dispose();
        await _accepting.ConfigureAwait(false);
        foreach (var connection in _connections.Keys)
        {
            connection.Abort();
        }

        await Task.WhenAll(_connections.Values).ConfigureAwait(false);
        _closing.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (!_closing.IsCancellationRequested)
        {
            try
            {
                var client = await _socket.AcceptAsync(_closing.Token).ConfigureAwait(false);
                client.NoDelay = true;
                _ = ServeAsync(client);
            }
            catch (Exception e) when (e is OperationCanceledException or ObjectDisposedException)
            {
                return;
            }
            catch (SocketException)
            {
                // That client was gone before it was accepted, or no descriptor is free: the others go on.
                await Task.Yield();
            }
        }
    }

    private async Task ServeAsync(Socket client)
    {
        var done = new TaskCompletionSource();
        Connection? connection = null;
        try
        {
            var session = new ClientSession("/" + ((IPEndPoint)client.RemoteEndPoint!).Address, _index, _options.RequiresSasl);
            ITransport transport = _options.TlsCertificate is null
                ? new SocketTransport(client)
                : await TlsTransport.AcceptAsync(client, _options.TlsCertificate, _closing.Token).ConfigureAwait(false);
            connection = new Connection(transport, session, _dispatcher, _largestFrame);
            _connections[connection] = done.Task;
            if (_closing.IsCancellationRequested)
            {
                connection.Abort();
            }

            await connection.RunAsync().ConfigureAwait(false);
        }
        catch (Exception e) when (e is AuthenticationException or IOException or SocketException or OperationCanceledException or ObjectDisposedException)
        {
            client.Dispose(); // No TLS, or gone during its handshake.
        }
        finally
        {
            if (connection is not null)
            {
                await connection.DisposeAsync().ConfigureAwait(false);
                _connections.TryRemove(connection, out _);
            }

            done.SetResult();
        }
    }
}
