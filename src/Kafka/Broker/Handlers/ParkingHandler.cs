using Ms2Lab.Kafka.Broker.Net;
using Ms2Lab.Kafka.Protocol;

namespace Ms2Lab.Kafka.Broker.Handlers;

/// <summary>A handler whose answer may have to wait: <see cref="Handle"/> runs under the cluster's lock and may return an unfinished task.</summary>
internal abstract class ParkingHandler<TRequest, TResponse>(ApiKey key, short minVersion, short maxVersion) : ApiHandler(key, minVersion, maxVersion)
    where TRequest : class, IApiMessage
    where TResponse : class, IApiMessage
{
    public sealed override async ValueTask<IApiMessage?> HandleAsync(RequestContext context, IApiMessage request)
    {
        Task<TResponse> answer;
        lock (context.Cluster.Gate)
        {
            answer = Handle(context, (TRequest)request);
        }

        return await answer.ConfigureAwait(false);
    }

    protected abstract Task<TResponse> Handle(RequestContext context, TRequest request);
}
