using System.Runtime.CompilerServices;
using Ms2Lab.Kafka.Broker.Cluster;
using Ms2Lab.Kafka.Broker.Faults;
using Ms2Lab.Kafka.Broker.Handlers;
using Ms2Lab.Kafka.Protocol;
using Ms2Lab.Kafka.Protocol.Messages;

namespace Ms2Lab.Kafka.Broker.Net;

/// <summary>From a frame to the answer's frame: header, version check, body, handler, encoding.</summary>
internal sealed class Dispatcher(ClusterState cluster, BrokerNode broker)
{
    public ClusterState Cluster => cluster;

    /// <summary>Writes the answer, length first; false when there is none (Produce with acks=0).</summary>
    /// <exception cref="KafkaProtocolException">The request is to be answered by closing the connection.</exception>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<bool> AnswerAsync(ClientSession session, byte[] frame, KafkaWriter writer, CancellationToken cancellation)
    {
        if (session.ExpectsRawToken)
        {
            SaslPlain.AnswerRawToken(cluster, session, frame, writer);
            return true;
        }

        var context = ReadRequest(session, frame, out var handler, out var request);
        var response = await HandleAsync(context, handler, request, cancellation).ConfigureAwait(false);
        cluster.Watches.Look();
        if (response is null)
        {
            return false;
        }

        Write(writer, context, response);
        return true;
    }

    /// <summary>A handler that stumbles is a mistake of this broker: it is reported, and the client gets UNKNOWN_SERVER_ERROR as from Kafka.</summary>
    private async ValueTask<IApiMessage?> HandleAsync(RequestContext context, ApiHandler handler, IApiMessage request, CancellationToken cancellation)
    {
        try
        {
            var handling = cluster.Faults.IsIdle ? handler.HandleAsync(context, request) : HandleWithFaultsAsync(context, handler, request, cancellation);
            return handling.IsCompletedSuccessfully ? handling.Result : await handling.AsTask().WaitAsync(cancellation).ConfigureAwait(false);
        }
        catch (Exception e) when (e is not (KafkaProtocolException or OperationCanceledException))
        {
            cluster.Options.OnError?.Invoke(new InvalidOperationException($"{context.Api} version {context.Version} from {context.ClientId} failed in the embedded broker: {e.Message}", e));
            return ErrorAnswers.Of(request, ErrorCode.UnknownServerError);
        }
    }

    // Apart, so that requests without faults pay for no closure.
    private ValueTask<IApiMessage?> HandleWithFaultsAsync(RequestContext context, ApiHandler handler, IApiMessage request, CancellationToken cancellation) =>
        cluster.Faults.HandleAsync(context, request, rest => handler.HandleAsync(context, rest), cancellation);

    private RequestContext ReadRequest(ClientSession session, byte[] frame, out ApiHandler handler, out IApiMessage request)
    {
        var reader = new KafkaReader(frame);
        var (key, version, correlation) = (reader.ReadInt16(), reader.ReadInt16(), reader.ReadInt32());
        var clientId = session.ClientIdOf(reader.ReadStringBytes());
        handler = HandlerTable.Find(key) ?? throw KafkaProtocolException.UnknownApi(key);
        SaslPlain.RequireLegal(session, (ApiKey)key);
        var tooNewToRead = key == (short)ApiKey.ApiVersions && version > handler.MaxVersion;
        if (!tooNewToRead && (version < handler.MinVersion || version > handler.MaxVersion))
        {
            throw UnsupportedVersionException.Of(handler.Key.ToString(), version, handler.MinVersion, handler.MaxVersion);
        }

        request = ApiMessages.NewRequest(key);
        if (!tooNewToRead)
        {
            if (ApiMessages.IsFlexible(key, version))
            {
                reader.SkipTags();
            }

            request.Read(ref reader, version);
        }

        return new RequestContext(cluster, broker, session)
        {
            Api = handler.Key, Version = version, CorrelationId = correlation, ClientId = clientId,
        };
    }

    private static void Write(KafkaWriter writer, RequestContext context, IApiMessage response)
    {
        // A client whose version of ApiVersions is refused can read the oldest body only (KIP-511).
        var version = response is ApiVersionsResponse { ErrorCode: (short)ErrorCode.UnsupportedVersion } ? (short)0 : context.Version;
        var length = writer.ReserveInt32();
        writer.WriteInt32(context.CorrelationId);
        if (ApiMessages.ResponseHeaderVersion((short)context.Api, version) == 1)
        {
            writer.WriteUnsignedVarint(0);
        }

        response.Write(writer, version);
        writer.PatchLength(length);
    }
}
