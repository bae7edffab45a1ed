using System.Buffers.Binary;
using System.Net.Security;
using System.Net.Sockets;

namespace Ms2Lab.Environments.Core;

/// <summary>Asks a Kafka broker which requests it understands: ApiVersions version 0, the one request that needs no sign-in.</summary>
/// <remarks>Written on the wire by hand, because this assembly knows no Kafka client: a frame of length, api key 18, version 0,
/// correlation id and client id; the answer repeats the correlation id and starts with an error code.</remarks>
public static class KafkaProbe
{
    private const int CorrelationId = 0x4d53_324c;
    private const int LongestAnswer = 1 << 16;

    /// <summary>Asks the first bootstrap server that accepts a connection.</summary>
    /// <param name="bootstrap">Comma-separated <c>host:port</c>.</param>
    /// <param name="tls">Whether the listener speaks TLS.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>One line that says what answered.</returns>
    /// <exception cref="IOException">Nothing answers there, or not in Kafka's protocol.</exception>
    public static async Task<string> AskAsync(string bootstrap, bool tls, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(bootstrap);
        Exception? last = null;
        foreach (var server in bootstrap.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            try
            {
                return await AskOneAsync(server, tls, cancellation).ConfigureAwait(false);
            }
            catch (Exception e) when (e is IOException or SocketException or System.Security.Authentication.AuthenticationException)
            {
                last = e;
            }
        }
        throw new IOException(last?.Message ?? "no bootstrap server is named", last);
    }

    private static async Task<string> AskOneAsync(string server, bool tls, CancellationToken cancellation)
    {
        var (host, port) = EndpointAddress.HostAndPort(server, 9092);
        using var client = new TcpClient { NoDelay = true };
        await client.ConnectAsync(host, port, cancellation).ConfigureAwait(false);
        Stream stream = client.GetStream();
        if (tls)
        {
            var encrypted = new SslStream(stream);
            await encrypted.AuthenticateAsClientAsync(new SslClientAuthenticationOptions { TargetHost = host }, cancellation).ConfigureAwait(false);
            stream = encrypted;
        }
        await using (stream.ConfigureAwait(false))
        {
            await stream.WriteAsync(Request(), cancellation).ConfigureAwait(false);
            var head = new byte[4];
            await stream.ReadExactlyAsync(head, cancellation).ConfigureAwait(false);
            var length = BinaryPrimitives.ReadInt32BigEndian(head);
            if (length is < 10 or > LongestAnswer)
            {
                throw new IOException($"{server} does not speak Kafka's protocol");
            }
            var answer = new byte[length];
            await stream.ReadExactlyAsync(answer, cancellation).ConfigureAwait(false);
            return Describe(server, answer);
        }
    }

    private static byte[] Request()
    {
        ReadOnlySpan<byte> client = "lab"u8;
        var frame = new byte[4 + 2 + 2 + 4 + 2 + client.Length];
        BinaryPrimitives.WriteInt32BigEndian(frame, frame.Length - 4);
        BinaryPrimitives.WriteInt16BigEndian(frame.AsSpan(4), 18);
        BinaryPrimitives.WriteInt32BigEndian(frame.AsSpan(8), CorrelationId);
        BinaryPrimitives.WriteInt16BigEndian(frame.AsSpan(12), (short)client.Length);
        client.CopyTo(frame.AsSpan(14));
        return frame;
    }

    private static string Describe(string server, ReadOnlySpan<byte> answer)
    {
        var error = BinaryPrimitives.ReadInt16BigEndian(answer[4..]);
        if (BinaryPrimitives.ReadInt32BigEndian(answer) != CorrelationId || error != 0)
        {
            throw new IOException($"{server} answers ApiVersions with error {error}");
        }
        return $"{server}, {BinaryPrimitives.ReadInt32BigEndian(answer[6..])} kinds of request";
    }
}
