using Ms2Lab.Kafka.Broker.Net;
using Ms2Lab.Kafka.Protocol;

namespace Ms2Lab.Kafka.Broker.Handlers;

/// <summary>A handler that answers at once: <see cref="Handle"/> runs under the cluster's lock.</summary>
internal abstract class ImmediateHandler<TRequest, TResponse>(ApiKey key, short minVersion, short maxVersion) : ApiHandler(key, minVersion, maxVersion)
    where TRequest : class, IApiMessage
    where TResponse : class, IApiMessage
{
    public sealed override ValueTask<IApiMessage?> HandleAsync(RequestContext context, IApiMessage request)
    {
        lock (context.Cluster.Gate)
        {
            return new ValueTask<IApiMessage?>(Handle(context, (TRequest)request));
        }
    }

    protected abstract TResponse Handle(RequestContext context, TRequest request);
}
