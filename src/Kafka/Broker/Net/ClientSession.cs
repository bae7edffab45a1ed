using System.Text;
using Ms2Lab.Kafka.Broker.Cluster;

namespace Ms2Lab.Kafka.Broker.Net;

/// <summary>What outlives a single request on one connection: authentication and what to undo when the connection closes.</summary>
internal sealed class ClientSession(string clientHost, int listener, bool requiresSasl)
{
    private readonly List<Action> _onClosed = [];
    private byte[] _clientIdBytes = [];
    private string _clientId = "";
    private bool _isClosed;

    public string ClientHost { get; } = clientHost;

    /// <summary>Index of the listener that took the connection; its addresses are what the client is told.</summary>
    public int Listener { get; } = listener;

    /// <summary>Whether the client has to sign in before anything else.</summary>
    public bool RequiresSasl { get; } = requiresSasl;

    /// <summary>Mechanism that SaslHandshake agreed on; null before.</summary>
    public string? SaslMechanism { get; set; }

    /// <summary>After a handshake of version 0 tokens come without Kafka's headers.</summary>
    public bool ExpectsRawToken { get; set; }

    /// <summary>Null until SASL has succeeded.</summary>
    public string? User { get; set; }

    /// <summary>Set by a handler after whose answer the connection must close.</summary>
    public bool ClosesAfterAnswer { get; set; }

    /// <summary>The fetch that waits on this connection, to be given up when the connection closes.</summary>
    public FetchWaiter? Parked { get; set; }

    /// <summary>The client's id as text; a client says the same one in every request.</summary>
    public string ClientIdOf(ReadOnlySpan<byte> bytes)
    {
        if (!bytes.SequenceEqual(_clientIdBytes))
        {
            (_clientIdBytes, _clientId) = (bytes.ToArray(), Encoding.UTF8.GetString(bytes));
        }

        return _clientId;
    }

    /// <summary>Runs the action, under the cluster's lock, when the connection closes. Called under that lock.</summary>
    public void OnClosed(Action action)
    {
        if (!_isClosed)
        {
            _onClosed.Add(action);
        }
    }

    public void Close(ClusterState cluster)
    {
        lock (cluster.Gate)
        {
            _isClosed = true;
            Parked?.Finish();
            foreach (var action in _onClosed)
            {
                action();
            }

            _onClosed.Clear();
        }
    }
}
