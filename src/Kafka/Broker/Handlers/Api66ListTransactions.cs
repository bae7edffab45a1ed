using System.Text.RegularExpressions;
using Ms2Lab.Kafka.Broker.Net;
using Ms2Lab.Kafka.Broker.Transactions;
using Ms2Lab.Kafka.Protocol;
using Ms2Lab.Kafka.Protocol.Messages;

namespace Ms2Lab.Kafka.Broker.Handlers;

/// <summary>
/// ListTransactions, versions 0-2. The transactional ids that the asked broker coordinates, by state, producer, age and a regular
/// expression that the whole id must match. Not implemented: nothing known.
/// </summary>
internal sealed class Api66ListTransactions() : ImmediateHandler<ListTransactionsRequest, ListTransactionsResponse>(ApiKey.ListTransactions, 0, 2)
{
    protected override ListTransactionsResponse Handle(RequestContext context, ListTransactionsRequest request)
    {
        Regex? pattern;
        try
        {
            pattern = string.IsNullOrEmpty(request.TransactionalIdPattern) ? null : new Regex($"^(?:{request.TransactionalIdPattern})$", RegexOptions.NonBacktracking);
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            return new ListTransactionsResponse { ErrorCode = (short)ErrorCode.InvalidRegularExpression };
        }

        var transactions = context.Cluster.Transactions;
        return new ListTransactionsResponse
        {
            UnknownStateFilters = request.StateFilters.FindAll(s => !Enum.TryParse<TransactionState>(s, out _)),
            TransactionStates = [.. transactions.All
                .Where(t => transactions.Refusal(t.Id, context.Broker) == ErrorCode.None)
                .Where(t => request.StateFilters.Count == 0 || request.StateFilters.Contains(t.State.ToString()))
                .Where(t => request.ProducerIdFilters.Count == 0 || request.ProducerIdFilters.Contains(t.ProducerId))
                .Where(t => request.DurationFilter < 0 || context.Cluster.Now - t.StartedAt > request.DurationFilter)
                .Where(t => pattern is null || pattern.IsMatch(t.Id))
                .Select(t => new ListTransactionsResponse.TransactionStateData
                {
                    TransactionalId = t.Id, ProducerId = t.ProducerId, TransactionState = t.State.ToString(),
                })],
        };
    }
}
