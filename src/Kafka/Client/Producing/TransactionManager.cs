using Ms2Lab.Kafka.Protocol;
using Ms2Lab.Kafka.Protocol.Messages;

namespace Ms2Lab.Kafka.Client.Producing;

/// <summary>
/// The state of a transactional producer (KIP-98) and its requests to the transaction coordinator, in the protocol before KIP-890: partitions are
/// added before the first record goes to them. State is guarded by its lock.
/// </summary>
internal sealed partial class TransactionManager(KafkaClient client, ProducerOptions options, ProducerIdentity identity, Accumulator accumulator)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<TopicPartition, Task> _partitions = [];
    private readonly string _id = options.TransactionalId!;
    private TransactionState _state;
    private KafkaException? _error;
    private bool _hasOffsets;
    private bool _isInDoubt;

    public bool HasError
    {
        get
        {
            lock (_lock)
            {
                return _error is not null;
            }
        }
    }

    /// <summary>Fences older producers of the id, ends what they left open, and gets the producer id.</summary>
    public async Task InitAsync(CancellationToken cancellation)
    {
        await AskProducerIdAsync(new InitProducerIdRequest { TransactionalId = _id, TransactionTimeoutMs = (int)options.TransactionTimeout.TotalMilliseconds }, cancellation)
            .ConfigureAwait(false);
        lock (_lock)
        {
            _state = TransactionState.Ready;
        }
    }

    public void Begin()
    {
        lock (_lock)
        {
            ThrowIfError();
            Require(TransactionState.Ready, TransactionState.InTransaction);
            _state = TransactionState.InTransaction;
        }
    }

    /// <exception cref="InvalidOperationException">No transaction is open.</exception>
    /// <exception cref="KafkaException">An earlier failure has to be answered by an abort first.</exception>
    public void EnsureOpen(string operation)
    {
        lock (_lock)
        {
            ThrowIfError();
            if (_state == TransactionState.Uninitialized)
            {
                throw new InvalidOperationException($"Cannot perform a '{operation}' before completing a call to initTransactions when transactions are enabled.");
            }

            if (_state != TransactionState.InTransaction)
            {
                throw new InvalidOperationException($"Cannot attempt operation `{operation}` because the transaction is not in progress (currentState= {_state})");
            }
        }
    }

    /// <summary>Makes a partition part of the transaction before its first record.</summary>
    public async Task AddPartitionAsync(TopicPartition partition, CancellationToken cancellation)
    {
        Task adding;
        lock (_lock)
        {
            if (!_partitions.TryGetValue(partition, out adding!) || adding.IsFaulted || adding.IsCanceled)
            {
                adding = SendPartitionAsync(partition);
                _partitions[partition] = adding;
            }
        }

        await adding.WaitAsync(cancellation).ConfigureAwait(false);
    }

    /// <summary>Whether the partition is part of the transaction already.</summary>
    public bool Has(TopicPartition partition)
    {
        lock (_lock)
        {
            return _partitions.TryGetValue(partition, out var adding) && adding.IsCompletedSuccessfully;
        }
    }

    /// <summary>A record of the open transaction is lost: only an abort is left.</summary>
    public void OnBatchFailed(KafkaException failure, bool isInDoubt)
    {
        lock (_lock)
        {
            _isInDoubt |= isInDoubt;
            Fail(failure);
        }
    }

    public async Task CommitAsync(CancellationToken cancellation)
    {
        EnsureOpen("commitTransaction");
        await accumulator.FlushAsync(cancellation).ConfigureAwait(false);
        lock (_lock)
        {
            ThrowIfError();
        }

        await EndAsync(isCommit: true, cancellation).ConfigureAwait(false);
    }

    public async Task AbortAsync(CancellationToken cancellation)
    {
        lock (_lock)
        {
            if (_state == TransactionState.FatalError)
            {
                ThrowIfError();
            }

            if (_error is null)
            {
                Require(TransactionState.InTransaction, TransactionState.AbortingTransaction);
            }
        }

        accumulator.FailWaiting(new KafkaException(ErrorCode.TransactionAbortable, "Failing batch since transaction was aborted"));
        await accumulator.FlushAsync(cancellation).ConfigureAwait(false);
        await EndAsync(isCommit: false, cancellation).ConfigureAwait(false);
    }

    private void ThrowIfError()
    {
        if (_error is not null)
        {
            throw _state == TransactionState.FatalError && _error.Code is ErrorCode.ProducerFenced or ErrorCode.InvalidProducerEpoch
                ? new KafkaException(_error.Code, _error.Message, _error)
                : new KafkaException(_error.Code, "Cannot execute transactional method because we are in an error state", _error);
        }
    }

    private void Require(TransactionState state, TransactionState target)
    {
        if (_state != state)
        {
            throw new InvalidOperationException($"TransactionalId {_id}: Invalid transition attempted from state {_state} to state {target}");
        }
    }

    // Called under the lock.
    private void Fail(KafkaException failure)
    {
        if (_state == TransactionState.FatalError)
        {
            return;
        }

        _error = failure;
        _state = IsFatal(failure.Code) ? TransactionState.FatalError : TransactionState.AbortableError;
    }

    private static bool IsFatal(ErrorCode code) => code is ErrorCode.ProducerFenced or ErrorCode.TransactionalIdAuthorizationFailed
        or ErrorCode.InvalidProducerIdMapping or ErrorCode.InvalidTxnState or ErrorCode.ClusterAuthorizationFailed
        or ErrorCode.UnsupportedVersion or ErrorCode.InvalidTransactionTimeout;
}
