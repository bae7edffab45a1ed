using System.Buffers.Binary;
using System.Net.Sockets;
using Ms2Lab.Kafka.Broker;
using Ms2Lab.Kafka.Protocol;
using Ms2Lab.Kafka.Protocol.Messages;

namespace Ms2Lab.Kafka.Tests.Broker;

/// <summary>One connection that speaks single requests, to see exactly what the broker answers.</summary>
internal sealed class WireClient : IAsyncDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    private readonly Socket _socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private int _correlation;

    public static async Task<WireClient> ConnectAsync(EmbeddedBroker broker)
    {
        var client = new WireClient();
        await client._socket.ConnectAsync(broker.Host, broker.Port);
        return client;
    }

    public async Task<TResponse> AskAsync<TResponse>(IApiMessage request, short version, short? readAs = null) where TResponse : class, IApiMessage
    {
        await SendAsync(request, version);
        return (TResponse)await ReceiveAsync(request.ApiKey, readAs ?? version);
    }

    public async Task SendAsync(IApiMessage request, short version)
    {
        using var writer = new KafkaWriter();
        var length = writer.ReserveInt32();
        writer.WriteInt16(request.ApiKey);
        writer.WriteInt16(version);
        writer.WriteInt32(++_correlation);
        writer.WriteString("wire-client", compact: false);
        if (ApiMessages.IsFlexible(request.ApiKey, version))
        {
            writer.WriteUnsignedVarint(0);
        }

        request.Write(writer, version);
        writer.PatchLength(length);
        await SendRawAsync(writer.WrittenMemory);
    }

    public async Task SendRawAsync(ReadOnlyMemory<byte> bytes) => await _socket.SendAsync(bytes, SocketFlags.None);

    public async Task<IApiMessage> ReceiveAsync(short key, short version)
    {
        var frame = await ReceiveFrameAsync() ?? throw new EndOfStreamException("The broker closed the connection.");
        var response = ApiMessages.NewResponse(key);
        Read(response, frame, key, version);
        return response;
    }

    /// <summary>Null when the broker has closed the connection.</summary>
    public async Task<byte[]?> ReceiveFrameAsync()
    {
        var length = await ReceiveExactlyAsync(4);
        return length is null ? null : await ReceiveExactlyAsync(BinaryPrimitives.ReadInt32BigEndian(length));
    }

    public ValueTask DisposeAsync()
    {
        _socket.Dispose();
        return ValueTask.CompletedTask;
    }

    private static void Read(IApiMessage response, byte[] frame, short key, short version)
    {
        var reader = new KafkaReader(frame);
        reader.ReadInt32();
        if (ApiMessages.ResponseHeaderVersion(key, version) == 1)
        {
            reader.SkipTags();
        }

        response.Read(ref reader, version);
        reader.Remaining.Should().Be(0, "the answer must be exactly as long as its fields");
    }

    private async Task<byte[]?> ReceiveExactlyAsync(int count)
    {
        using var limit = new CancellationTokenSource(Limit);
        var bytes = new byte[count];
        for (var at = 0; at < count;)
        {
            int read;
            try
            {
                read = await _socket.ReceiveAsync(bytes.AsMemory(at), limit.Token);
            }
            catch (SocketException)
            {
                read = 0;
            }

            if (read == 0)
            {
                return null;
            }

            at += read;
        }

        return bytes;
    }
}
