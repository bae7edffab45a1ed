using Ms2Lab.Kafka.Broker.Cluster;
using Ms2Lab.Kafka.Broker.Fetching;
using Ms2Lab.Kafka.Broker.Net;
using Ms2Lab.Kafka.Protocol;
using Ms2Lab.Kafka.Protocol.Messages;

namespace Ms2Lab.Kafka.Broker.Handlers;

/// <summary>
/// Fetch, versions 4-18. Parks until MinBytes are there, a partition has an error, or MaxWaitMs is up. Whole batches are returned by reference; the
/// first one may be larger than the limits (KIP-74). Incremental sessions (KIP-227). Not implemented: followers and preferred read replicas.
/// </summary>
internal sealed class Api01Fetch() : ApiHandler(ApiKey.Fetch, 4, 18)
{
    private const short FirstVersionWithTopicIds = 13;

    public override async ValueTask<IApiMessage?> HandleAsync(RequestContext context, IApiMessage request)
    {
        var fetch = (FetchRequest)request;
        FetchPlan plan;
        FetchReader reader;
        FetchWaiter waiter;
        lock (context.Cluster.Gate)
        {
            // A rule has to see the partitions that a request is about: while there is one, every request names all of them.
            plan = fetch.SessionEpoch > 0 && context.Cluster.Faults.Concern(ApiKey.Fetch)
                ? FetchPlan.Failed(ErrorCode.FetchSessionIdNotFound)
                : context.Broker.FetchSessions.Plan(fetch, context.Version >= FirstVersionWithTopicIds, context.Cluster.Now);
            if (plan.Error != ErrorCode.None)
            {
                return new FetchResponse { ErrorCode = (short)plan.Error };
            }

            reader = new FetchReader(context, fetch, plan.Targets);
            if (fetch.MaxWaitMs <= 0 || reader.IsReady())
            {
                return Answer(context, plan, reader);
            }

            waiter = new FetchWaiter(context.Cluster, reader.Partitions, TimeSpan.FromMilliseconds(fetch.MaxWaitMs), reader.IsReady);
            context.Session.Parked = waiter;
        }

        await waiter.Done.ConfigureAwait(false);
        lock (context.Cluster.Gate)
        {
            context.Session.Parked = null;
            return Answer(context, plan, reader);
        }
    }

    private static FetchResponse Answer(RequestContext context, FetchPlan plan, FetchReader reader)
    {
        var response = reader.Answer(plan);
        if (plan.Opens && !context.Cluster.Faults.Concern(ApiKey.Fetch))
        {
            var slots = context.Cluster.Settings.Number("max.incremental.fetch.session.cache.slots");
            response.SessionId = context.Broker.FetchSessions.Open(plan.Targets, context.Version >= FirstVersionWithTopicIds, slots, context.Cluster.Now)?.Id ?? 0;
        }

        return response;
    }
}
