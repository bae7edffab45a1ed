using Ms2Lab.Kafka.Broker.Quotas;
using Ms2Lab.Kafka.Broker.Net;
using Ms2Lab.Kafka.Protocol;
using Ms2Lab.Kafka.Protocol.Messages;

namespace Ms2Lab.Kafka.Broker.Handlers;

/// <summary>
/// AlterClientQuotas, versions 0-1. An entity of which anything is refused keeps all it had. Not implemented: throttling, quotas are kept and read back.
/// </summary>
internal sealed class Api49AlterClientQuotas() : ImmediateHandler<AlterClientQuotasRequest, AlterClientQuotasResponse>(ApiKey.AlterClientQuotas, 0, 1)
{
    protected override AlterClientQuotasResponse Handle(RequestContext context, AlterClientQuotasRequest request) => new()
    {
        Entries = [.. request.Entries.GroupBy(e => new QuotaEntity(e.Entity)).Select(entries => Alter(context, entries.Key, [.. entries], request.ValidateOnly))],
    };

    private static AlterClientQuotasResponse.EntryData Alter(RequestContext context, QuotaEntity entity, List<AlterClientQuotasRequest.EntryData> entries, bool validateOnly)
    {
        var ops = entries[0].Ops;
        var isTwice = entries.Count > 1 || ops.DistinctBy(o => o.Key).Count() < ops.Count;
        var refusal = isTwice ? $"Ignoring duplicate entity {entity}" : entity.Refusal ?? ops.Select(o => RefusalOf(entity, o)).FirstOrDefault(r => r is not null);
        if (refusal is null && !validateOnly)
        {
            ops.ForEach(o => context.Cluster.ClientQuotas.Set(entity, o.Key, o.Remove ? null : o.Value));
        }

        return new()
        {
            ErrorCode = (short)(refusal is null ? ErrorCode.None : ErrorCode.InvalidRequest),
            ErrorMessage = refusal,
            Entity = [.. entity.Names.Select(n => new AlterClientQuotasResponse.EntityData { EntityType = n.Key, EntityName = n.Value })],
        };
    }

    private static string? RefusalOf(QuotaEntity entity, AlterClientQuotasRequest.OpData op) => op.Remove ? null : QuotaKeys.Refusal(entity, op.Key, op.Value);
}
