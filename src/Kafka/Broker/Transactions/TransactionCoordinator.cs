using Ms2Lab.Kafka.Broker.Cluster;
using Ms2Lab.Kafka.Protocol;
using Ms2Lab.Kafka.Protocol.Messages;

namespace Ms2Lab.Kafka.Broker.Transactions;

/// <summary>
/// All transactional ids of the cluster. Ends of transactions are complete, markers written, when the answer leaves, so
/// CONCURRENT_TRANSACTIONS never arises of itself. Owned by the cluster's lock.
/// </summary>
internal sealed class TransactionCoordinator(ClusterState cluster) : IDisposable
{
    private const int CoordinatorEpoch = 0;
    private readonly SortedDictionary<string, Transaction> _transactions = new(StringComparer.Ordinal);

    public IEnumerable<Transaction> All => _transactions.Values;

    public Transaction? Find(string id) => _transactions.GetValueOrDefault(id);

    /// <summary>NOT_COORDINATOR when another broker coordinates the transactional id.</summary>
    public ErrorCode Refusal(string id, BrokerNode broker) =>
        cluster.CoordinatorOf(id)?.Id == broker.Id ? ErrorCode.None : ErrorCode.NotCoordinator;

    /// <summary>
    /// Gives the id a producer id and epoch that fence the ones before. An open transaction is aborted; that raises the epoch once more, as
    /// Kafka does it in two steps. A producer that names its own id and epoch may repeat its request.
    /// </summary>
    public ErrorCode Start(InitProducerIdRequest request, out Transaction? transaction)
    {
        transaction = Find(request.TransactionalId!);
        if (transaction is null)
        {
            transaction = new Transaction(request.TransactionalId!, NextProducerId()) { TimeoutMs = request.TransactionTimeoutMs, LastUpdateAt = cluster.Now };
            _transactions[transaction.Id] = transaction;
            return ErrorCode.None;
        }

        if (transaction.IsOngoing)
        {
            Fence(transaction);
        }

        var isNamed = request.ProducerId >= 0;
        if (isNamed && (request.ProducerId, request.ProducerEpoch) == (transaction.PreviousProducerId, transaction.PreviousEpoch))
        {
            return ErrorCode.None;
        }

        if (isNamed && (request.ProducerId, request.ProducerEpoch) != (transaction.ProducerId, transaction.Epoch))
        {
            return ErrorCode.ProducerFenced;
        }

        transaction.Bump(byItsProducer: isNamed, NextProducerId);
        transaction.TimeoutMs = request.TransactionTimeoutMs;
        transaction.State = TransactionState.Empty;
        transaction.LastUpdateAt = cluster.Now;
        return ErrorCode.None;
    }

    /// <summary>Whether the producer owns the transactional id now.</summary>
    public ErrorCode Check(string id, long producerId, short epoch) =>
        id.Length == 0 ? ErrorCode.InvalidRequest
        : Find(id) is not { } transaction || transaction.ProducerId != producerId ? ErrorCode.InvalidProducerIdMapping
        : transaction.Epoch != epoch ? ErrorCode.ProducerFenced
        : ErrorCode.None;

    /// <summary>Takes partitions into the transaction, which begins with the first one.</summary>
    public void Add(string id, IEnumerable<Partition> partitions)
    {
        Begin(_transactions[id]);
        _transactions[id].Partitions.UnionWith(partitions);
    }

    /// <summary>Takes a group's offsets into the transaction.</summary>
    public void Add(string id, string group)
    {
        Begin(_transactions[id]);
        _transactions[id].Groups.Add(group);
    }

    /// <summary>Ends the transaction; <paramref name="bumps"/> (transactions version 2) raises the epoch with it and lets an empty one abort.</summary>
    public ErrorCode End(string id, long producerId, short epoch, bool commit, bool bumps)
    {
        var complete = commit ? TransactionState.CompleteCommit : TransactionState.CompleteAbort;
        if (bumps && Find(id) is { } known && (known.PreviousProducerId, known.PreviousEpoch) == (producerId, epoch))
        {
            return known.State == complete ? ErrorCode.None : known.IsOngoing ? ErrorCode.ProducerFenced : ErrorCode.InvalidTxnState;
        }

        if (Check(id, producerId, epoch) is var error and not ErrorCode.None)
        {
            return error;
        }

        var transaction = _transactions[id];
        if (!transaction.IsOngoing && !(bumps && !commit))
        {
            return !bumps && transaction.State == complete ? ErrorCode.None : ErrorCode.InvalidTxnState;
        }

        if (bumps)
        {
            Finish(transaction, commit, () => transaction.Bump(byItsProducer: true, NextProducerId));
        }
        else
        {
            Finish(transaction, commit, null);
        }

        return ErrorCode.None;
    }

    public void Dispose()
    {
        foreach (var transaction in All)
        {
            transaction.Timeout?.Dispose();
        }
    }

    private long NextProducerId() => cluster.NextProducerId++;

    private void Begin(Transaction transaction)
    {
        if (transaction.Begin(cluster.Now))
        {
            transaction.Timeout = cluster.After(TimeSpan.FromMilliseconds(transaction.TimeoutMs), () => Expire(transaction));
        }
    }

    /// <summary>Aborts a transaction over its time. Its producer is shut out, but may ask for the new epoch: nobody else has taken over.</summary>
    private void Expire(Transaction transaction) => Finish(transaction, commit: false, () => transaction.Bump(byItsProducer: true, NextProducerId));

    /// <summary>Aborts the open transaction and shuts its producer out.</summary>
    private void Fence(Transaction transaction) => Finish(transaction, commit: false, () => transaction.Bump(byItsProducer: false, NextProducerId));

    private void Finish(Transaction transaction, bool commit, Action? bump)
    {
        var (producerId, epoch) = (transaction.ProducerId, transaction.Epoch);
        bump?.Invoke();
        var markerEpoch = transaction.ProducerId == producerId ? transaction.Epoch : (short)(epoch + 1);
        foreach (var partition in transaction.Partitions.Where(p => !p.IsDeleted))
        {
            partition.EndTransaction(producerId, markerEpoch, CoordinatorEpoch, commit, cluster.Now);
        }

        foreach (var group in transaction.Groups)
        {
            cluster.Groups.OffsetsOf(group)?.EndTransaction(producerId, commit);
        }

        transaction.Complete(commit);
        transaction.LastUpdateAt = cluster.Now;
    }
}
