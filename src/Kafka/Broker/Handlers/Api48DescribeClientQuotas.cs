using Ms2Lab.Kafka.Broker.Quotas;
using Ms2Lab.Kafka.Broker.Net;
using Ms2Lab.Kafka.Protocol;
using Ms2Lab.Kafka.Protocol.Messages;

namespace Ms2Lab.Kafka.Broker.Handlers;

/// <summary>
/// DescribeClientQuotas, versions 0-1. Entities that have every asked kind with a matching name; strict ones have no other kind. Not implemented: nothing known.
/// </summary>
internal sealed class Api48DescribeClientQuotas()
    : ImmediateHandler<DescribeClientQuotasRequest, DescribeClientQuotasResponse>(ApiKey.DescribeClientQuotas, 0, 1)
{
    private const sbyte Exact = 0;
    private const sbyte Default = 1;
    private const sbyte Any = 2;

    protected override DescribeClientQuotasResponse Handle(RequestContext context, DescribeClientQuotasRequest request)
    {
        if (RefusalOf(request.Components) is var (error, message))
        {
            return new() { ErrorCode = (short)error, ErrorMessage = message, Entries = null };
        }

        return new()
        {
            ErrorMessage = "",
            Entries = [.. context.Cluster.ClientQuotas.All.Where(q => IsWanted(q.Entity, request)).Select(q => new DescribeClientQuotasResponse.EntryData
            {
                Entity = [.. q.Entity.Names.Select(n => new DescribeClientQuotasResponse.EntityData { EntityType = n.Key, EntityName = n.Value })],
                Values = [.. q.Values.Select(v => new DescribeClientQuotasResponse.ValueData { Key = v.Key, Value = v.Value })],
            })],
        };
    }

    private static bool IsWanted(QuotaEntity entity, DescribeClientQuotasRequest request) =>
        request.Components.TrueForAll(c => entity.Names.TryGetValue(c.EntityType, out var name) && c.MatchType switch
        {
            Exact => name == c.Match,
            Default => name is null,
            _ => true,
        }) && (!request.Strict || entity.Names.Count == request.Components.Count);

    private static (ErrorCode Error, string Message)? RefusalOf(List<DescribeClientQuotasRequest.ComponentData> components)
    {
        var malformed = components.Select(c => (c.MatchType, c.Match) switch
        {
            (Exact, null) => "Request specified MATCH_TYPE_EXACT, but set match string to null.",
            (Default, not null) => "Request specified MATCH_TYPE_DEFAULT, but also specified a match string.",
            (Any, not null) => "Request specified MATCH_TYPE_SPECIFIED, but also specified a match string.",
            (Exact or Default or Any, _) => null,
            _ => $"Unknown match type {c.MatchType}",
        }).FirstOrDefault(m => m is not null);
        var types = components.ConvertAll(c => c.EntityType);
        return malformed is not null ? (ErrorCode.InvalidRequest, malformed)
            : types.Contains("") ? (ErrorCode.InvalidRequest, "Invalid empty entity type.")
            : types.Find(t => t is not (QuotaEntity.User or QuotaEntity.ClientId or QuotaEntity.Ip)) is { } unknown
            ? (ErrorCode.UnsupportedVersion, $"Unsupported entity type {unknown}")
            : types.GroupBy(t => t).FirstOrDefault(g => g.Count() > 1) is { } twice
            ? (ErrorCode.InvalidRequest, $"Entity type {twice.Key} cannot appear more than once in the filter.")
            : types.Contains(QuotaEntity.Ip) && types.Count > 1
            ? (ErrorCode.InvalidRequest, "Invalid entity filter component combination. IP filter component should not be used with user or clientId filter component.")
            : null;
    }
}
