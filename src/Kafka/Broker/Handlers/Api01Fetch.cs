using Ms2Lab.Kafka.Broker.Cluster;
using Ms2Lab.Kafka.Broker.Net;
using Ms2Lab.Kafka.Protocol;
using Ms2Lab.Kafka.Protocol.Messages;

namespace Ms2Lab.Kafka.Broker.Handlers;

/// <summary>
/// Fetch, versions 4-18. Parks until MinBytes are there, a partition has an error, or MaxWaitMs is up. Whole batches are returned by reference; the
/// first one may be larger than the limits (KIP-74). Not implemented: fetch sessions (KIP-227), every request is a full one and is answered with session 0;
/// followers, diverging epochs and preferred read replicas.
/// </summary>
internal sealed class Api01Fetch() : ApiHandler(ApiKey.Fetch, 4, 18)
{
    public override async ValueTask<IApiMessage?> HandleAsync(RequestContext context, IApiMessage request)
    {
        var fetch = (FetchRequest)request;
        if (fetch.SessionId > 0 && fetch.SessionEpoch >= 1)
        {
            return new FetchResponse { ErrorCode = (short)ErrorCode.FetchSessionIdNotFound };
        }

        FetchWaiter waiter;
        lock (context.Cluster.Gate)
        {
            var reader = new FetchReader(context, fetch);
            if (fetch.MaxWaitMs <= 0 || reader.IsReady())
            {
                return reader.Answer();
            }

            waiter = new FetchWaiter(context.Cluster, reader.Partitions, TimeSpan.FromMilliseconds(fetch.MaxWaitMs), reader.IsReady);
            context.Session.Parked = waiter;
        }

        await waiter.Done.ConfigureAwait(false);
        lock (context.Cluster.Gate)
        {
            context.Session.Parked = null;
            return new FetchReader(context, fetch, hasWaited: true).Answer();
        }
    }
}
