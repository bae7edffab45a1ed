using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using Ms2Lab.Kafka.Protocol;
using Ms2Lab.Kafka.Protocol.Messages;

namespace Ms2Lab.Kafka.Tests.Vectors;

/// <summary>One connection of a conversation.</summary>
internal sealed class ConversationConnection : IDisposable
{
    private readonly Socket _socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private int _correlation;

    public static async Task<ConversationConnection> OpenAsync(IPEndPoint broker, CancellationToken cancellation)
    {
        var connection = new ConversationConnection();
        await connection._socket.ConnectAsync(broker, cancellation);
        return connection;
    }

    public async Task<int> SendAsync(ApiKey api, short version, JsonObject body, string clientId, CancellationToken cancellation)
    {
        var request = ApiMessages.NewRequest((short)api);
        MessageJson.Fill(request, body);
        using var writer = new KafkaWriter();
        new RequestHeader { RequestApiKey = (short)api, RequestApiVersion = version, CorrelationId = ++_correlation, ClientId = clientId }
            .Write(writer, ApiMessages.RequestHeaderVersion((short)api, version));
        request.Write(writer, version);
        await SendRawAsync(writer.WrittenMemory, cancellation);
        return _correlation;
    }

    public async Task SendRawAsync(ReadOnlyMemory<byte> frame, CancellationToken cancellation)
    {
        var bytes = new byte[4 + frame.Length];
        BinaryPrimitives.WriteInt32BigEndian(bytes, frame.Length);
        frame.CopyTo(bytes.AsMemory(4));
        await _socket.SendAsync(bytes, SocketFlags.None, cancellation);
    }

    /// <summary>The next frame.</summary>
    /// <exception cref="EndOfStreamException">The broker has closed the connection.</exception>
    /// <exception cref="TimeoutException">Nothing came in that time.</exception>
    public async Task<byte[]> ReceiveAsync(TimeSpan limit, CancellationToken cancellation)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        end.CancelAfter(limit);
        try
        {
            return await ExactlyAsync(BinaryPrimitives.ReadInt32BigEndian(await ExactlyAsync(4, end.Token)), end.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new TimeoutException($"No answer within {limit.TotalSeconds:0.#} s");
        }
        catch (SocketException e)
        {
            throw new EndOfStreamException(e.Message, e);
        }
    }

    /// <summary>An answer as JSON of the recording's shape.</summary>
    public static JsonNode Read(byte[] frame, ApiKey api, short version, int? correlation, JsonNode? recorded)
    {
        var reader = new KafkaReader(frame);
        var header = new ResponseHeader();
        header.Read(ref reader, ApiMessages.ResponseHeaderVersion((short)api, version));
        var response = ApiMessages.NewResponse((short)api);
        response.Read(ref reader, version);
        return correlation is not null && header.CorrelationId != correlation ? throw new InvalidDataException($"Correlation id {header.CorrelationId}, not {correlation}")
            : reader.Remaining > 0 ? throw new InvalidDataException($"{reader.Remaining} bytes left after the answer")
            : ShapedJson.Of(response, recorded);
    }

    public void Dispose() => _socket.Dispose();

    private async Task<byte[]> ExactlyAsync(int count, CancellationToken cancellation)
    {
        var bytes = new byte[count];
        for (var at = 0; at < count;)
        {
            var read = await _socket.ReceiveAsync(bytes.AsMemory(at), cancellation);
            at += read > 0 ? read : throw new EndOfStreamException("The broker closed the connection");
        }

        return bytes;
    }
}
