using System.Buffers.Binary;
using Ms2Lab.Kafka.Protocol;
using Ms2Lab.Kafka.Protocol.Messages;

namespace Ms2Lab.Kafka.Client.Connections;

/// <summary>Frames on the wire: four bytes of length, a header, a body.</summary>
internal static class Frames
{
    // What a broker may answer at most; a longer frame is no Kafka (an HTTP server's greeting reads as 1.2 GB).
    private const int LargestAnswer = 512 * 1024 * 1024;

    public static KafkaWriter Request(IApiMessage request, short version, int correlationId, string clientId)
    {
        var writer = new KafkaWriter(4096);
        writer.WriteInt32(0);
        var header = new RequestHeader
        {
            RequestApiKey = request.ApiKey, RequestApiVersion = version, CorrelationId = correlationId, ClientId = clientId,
        };
        header.Write(writer, ApiMessages.RequestHeaderVersion(request.ApiKey, version));
        request.Write(writer, version);
        writer.PatchLength(0);
        return writer;
    }

    public static async Task<byte[]?> ReadAsync(Stream stream, CancellationToken cancellation)
    {
        var prefix = new byte[4];
        var got = await stream.ReadAtLeastAsync(prefix, 4, throwOnEndOfStream: false, cancellation).ConfigureAwait(false);
        if (got < 4)
        {
            return null;
        }
        var length = BinaryPrimitives.ReadInt32BigEndian(prefix);
        if (length is < 4 or > LargestAnswer)
        {
            throw new KafkaProtocolException($"the other side answers with a frame of {length} bytes; that is no Kafka broker");
        }
        var frame = GC.AllocateUninitializedArray<byte>(length);
        await stream.ReadExactlyAsync(frame, cancellation).ConfigureAwait(false);
        return frame;
    }

    public static void ReadAnswer(ReadOnlyMemory<byte> frame, PendingRequest pending)
    {
        var reader = new KafkaReader(frame);
        var header = new ResponseHeader();
        header.Read(ref reader, ApiMessages.ResponseHeaderVersion(pending.Response.ApiKey, pending.Version));
        if (header.CorrelationId != pending.CorrelationId)
        {
            throw new KafkaProtocolException($"answer {header.CorrelationId} came where {pending.CorrelationId} was due");
        }
        pending.Response.Read(ref reader, pending.Version);
    }
}
