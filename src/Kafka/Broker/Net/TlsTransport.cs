using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;

namespace Ms2Lab.Kafka.Broker.Net;

/// <summary>TLS over a TCP connection, with the cluster's certificate and no certificate asked of clients.</summary>
internal sealed class TlsTransport : ITransport
{
    private readonly Socket _socket;
    private readonly SslStream _stream;

    private TlsTransport(Socket socket, SslStream stream)
    {
        _socket = socket;
        _stream = stream;
    }

    public static async Task<TlsTransport> AcceptAsync(Socket socket, X509Certificate2 certificate, CancellationToken cancellation)
    {
        var stream = new SslStream(new NetworkStream(socket, ownsSocket: true));
        await stream.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = certificate }, cancellation).ConfigureAwait(false);
        return new TlsTransport(socket, stream);
    }

    public ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellation) => _stream.ReadAsync(buffer, cancellation);

    public async ValueTask WriteAsync(List<ArraySegment<byte>> pieces, CancellationToken cancellation)
    {
        foreach (var piece in pieces)
        {
            await _stream.WriteAsync(piece, cancellation).ConfigureAwait(false);
        }

        await _stream.FlushAsync(cancellation).ConfigureAwait(false);
    }

    // Unlike a linger option this may come when the connection has ended already.
    public void Abort() => _socket.Close(timeout: 0);

    public ValueTask DisposeAsync() => _stream.DisposeAsync();
}
