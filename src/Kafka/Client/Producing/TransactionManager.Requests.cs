using Ms2Lab.Kafka.Protocol;
using Ms2Lab.Kafka.Protocol.Messages;

namespace Ms2Lab.Kafka.Client.Producing;

/// <content>The requests.</content>
internal sealed partial class TransactionManager
{
    private const short AddPartitionsVersion = 3;
    private const short LastVersionBeforeKip890 = 4;

    // The coordinator is still writing markers of the transaction before: it is done within milliseconds.
    private static readonly TimeSpan ConcurrentBackoff = TimeSpan.FromMilliseconds(20);

    /// <summary>Commits a group's offsets as part of the transaction (KIP-447).</summary>
    public async Task SendOffsetsAsync(IReadOnlyDictionary<TopicPartition, OffsetAndMetadata> offsets, ConsumerGroupMetadata group, CancellationToken cancellation)
    {
        EnsureOpen("sendOffsetsToTransaction");
        if (offsets.Count == 0)
        {
            return;
        }

        lock (_lock)
        {
            _hasOffsets = true;
        }

        var (producerId, epoch) = identity.Current;
        await CallAsync<AddOffsetsToTxnResponse>(
            "SendOffsetsToTransaction",
            _id,
            CoordinatorType.Transaction,
            new AddOffsetsToTxnRequest { TransactionalId = _id, ProducerId = producerId, ProducerEpoch = epoch, GroupId = group.GroupId },
            r => r.ErrorCode,
            null,
            cancellation).ConfigureAwait(false);
        await CallAsync<TxnOffsetCommitResponse>(
            "SendOffsetsToTransaction",
            group.GroupId,
            CoordinatorType.Group,
            OffsetCommit(offsets, group),
            r => r.Topics.SelectMany(t => t.Partitions).Select(p => p.ErrorCode).FirstOrDefault(c => c != 0),
            LastVersionBeforeKip890,
            cancellation).ConfigureAwait(false);
    }

    private TxnOffsetCommitRequest OffsetCommit(IReadOnlyDictionary<TopicPartition, OffsetAndMetadata> offsets, ConsumerGroupMetadata group) => new()
    {
        TransactionalId = _id,
        GroupId = group.GroupId,
        ProducerId = identity.Current.ProducerId,
        ProducerEpoch = identity.Current.Epoch,
        GenerationId = group.GenerationId,
        MemberId = group.MemberId,
        GroupInstanceId = group.GroupInstanceId,
        Topics = [.. offsets.GroupBy(o => o.Key.Topic).Select(t => new TxnOffsetCommitRequest.TxnOffsetCommitRequestTopic
        {
            Name = t.Key,
            Partitions = [.. t.Select(o => new TxnOffsetCommitRequest.TxnOffsetCommitRequestPartition
            {
                PartitionIndex = o.Key.Partition,
                CommittedOffset = o.Value.Offset,
                CommittedLeaderEpoch = o.Value.LeaderEpoch,
                CommittedMetadata = o.Value.Metadata,
            })],
        })],
    };

    private async Task SendPartitionAsync(TopicPartition partition)
    {
        var (producerId, epoch) = identity.Current;
        await CallAsync<AddPartitionsToTxnResponse>(
            "AddPartitionsToTxn",
            _id,
            CoordinatorType.Transaction,
            new AddPartitionsToTxnRequest
            {
                V3AndBelowTransactionalId = _id,
                V3AndBelowProducerId = producerId,
                V3AndBelowProducerEpoch = epoch,
                V3AndBelowTopics = [new AddPartitionsToTxnRequest.AddPartitionsToTxnTopic { Name = partition.Topic, Partitions = [partition.Partition] }],
            },
            r => r.ResultsByTopicV3AndBelow.SelectMany(t => t.ResultsByPartition).Single().PartitionErrorCode,
            AddPartitionsVersion,
            CancellationToken.None).ConfigureAwait(false);
    }

    private async Task EndAsync(bool isCommit, CancellationToken cancellation)
    {
        bool isEmpty;
        bool isInDoubt;
        lock (_lock)
        {
            isEmpty = _partitions.Count == 0 && !_hasOffsets;
            isInDoubt = _isInDoubt;
            _state = isCommit ? TransactionState.CommittingTransaction : TransactionState.AbortingTransaction;
            _error = null;
        }

        var (producerId, epoch) = identity.Current;
        if (!isEmpty)
        {
            await CallAsync<EndTxnResponse>(
                isCommit ? "commitTransaction" : "abortTransaction",
                _id,
                CoordinatorType.Transaction,
                new EndTxnRequest { TransactionalId = _id, ProducerId = producerId, ProducerEpoch = epoch, Committed = isCommit },
                r => r.ErrorCode,
                LastVersionBeforeKip890,
                cancellation).ConfigureAwait(false);
        }

        if (isInDoubt)
        {
            // A batch that was given up may still be written: a new epoch keeps it out of the next transaction (KIP-360).
            var request = new InitProducerIdRequest
            {
                TransactionalId = _id,
                TransactionTimeoutMs = (int)options.TransactionTimeout.TotalMilliseconds,
                ProducerId = producerId,
                ProducerEpoch = epoch,
            };
            await AskProducerIdAsync(request, cancellation).ConfigureAwait(false);
        }

        lock (_lock)
        {
            _partitions.Clear();
            (_hasOffsets, _isInDoubt, _state) = (false, false, TransactionState.Ready);
        }
    }

    private async Task AskProducerIdAsync(InitProducerIdRequest request, CancellationToken cancellation)
    {
        var response = await CallAsync<InitProducerIdResponse>("InitProducerId", _id, CoordinatorType.Transaction, request, r => r.ErrorCode, null, cancellation)
            .ConfigureAwait(false);
        identity.Set(response.ProducerId, response.ProducerEpoch);
    }

    // Tries until max.block; what the coordinator refuses for good puts the producer into an error state.
    private async Task<TResponse> CallAsync<TResponse>(
        string operation, string key, CoordinatorType type, IApiMessage request, Func<TResponse, short> codeOf, short? maxVersion, CancellationToken cancellation)
        where TResponse : class, IApiMessage
    {
        var started = client.Options.Time.GetTimestamp();
        while (true)
        {
            var refusal = await TryCallAsync(key, type, request, codeOf, maxVersion, cancellation).ConfigureAwait(false);
            if (refusal.Response is { } response)
            {
                return response;
            }

            var error = refusal.Error!;
            if (!error.IsRetriable)
            {
                lock (_lock)
                {
                    Fail(error);
                }

                throw error;
            }

            if (client.Options.Time.GetElapsedTime(started) >= options.MaxBlock)
            {
                throw new KafkaException(ErrorCode.RequestTimedOut, $"Timeout expired after {options.MaxBlock.TotalMilliseconds:F0}ms while awaiting {operation}", error);
            }

            await Task.Delay(error.Code == ErrorCode.ConcurrentTransactions ? ConcurrentBackoff : options.RetryBackoff, client.Options.Time, cancellation).ConfigureAwait(false);
        }
    }

    private async Task<(TResponse? Response, KafkaException? Error)> TryCallAsync<TResponse>(
        string key, CoordinatorType type, IApiMessage request, Func<TResponse, short> codeOf, short? maxVersion, CancellationToken cancellation)
        where TResponse : class, IApiMessage
    {
        try
        {
            var response = await client.AtCoordinatorAsync(
                key,
                type,
                async node =>
                {
                    var answer = await client.SendAsync<TResponse>(request, node, cancellation, maxVersion, options.RequestTimeout).ConfigureAwait(false);
                    KafkaException.ThrowIf(codeOf(answer));
                    return answer;
                },
                cancellation).ConfigureAwait(false);
            return (response, null);
        }
        catch (KafkaException e)
        {
            return (null, e.Code switch
            {
                // To the coordinator an old epoch means a newer producer (KIP-588).
                ErrorCode.InvalidProducerEpoch => new KafkaException(ErrorCode.ProducerFenced),
                ErrorCode.BrokerNotAvailable => new KafkaException(ErrorCode.NetworkException, e.Message, e),
                _ => e,
            });
        }
    }
}
