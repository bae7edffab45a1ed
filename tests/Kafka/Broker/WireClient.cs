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

    private readonly Stream _stream;
    private int _correlation;

    private WireClient(Stream stream) => _stream = stream;

    public static Task<WireClient> ConnectAsync(EmbeddedBroker broker) => ConnectAsync(broker.Host, broker.Port);

    public static async Task<WireClient> ConnectAsync(string host, int port)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(host, port);
        return new WireClient(new NetworkStream(socket, ownsSocket: true));
    }

    /// <summary>Over a connection that stands already.</summary>
    public static WireClient Over(Stream stream) => new(stream);

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

    public async Task SendRawAsync(ReadOnlyMemory<byte> bytes) => await _stream.WriteAsync(bytes);

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
        _stream.Dispose();
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
                read = await _stream.ReadAsync(bytes.AsMemory(at), limit.Token);
            }
            catch (IOException)
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
