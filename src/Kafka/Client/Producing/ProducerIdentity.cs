using Ms2Lab.Kafka.Protocol.Messages;

namespace Ms2Lab.Kafka.Client.Producing;

/// <summary>Producer id and epoch, by which brokers tell a retry from a new batch (KIP-98). State is guarded by its lock.</summary>
internal sealed class ProducerIdentity(KafkaClient client, ProducerOptions options)
{
    private readonly Lock _lock = new();
    private long _producerId = -1;
    private short _epoch = -1;
    private bool _isAsking;

    public (long ProducerId, short Epoch) Current
    {
        get
        {
            lock (_lock)
            {
                return (_producerId, _epoch);
            }
        }
    }

    public void Set(long producerId, short epoch)
    {
        lock (_lock)
        {
            (_producerId, _epoch) = (producerId, epoch);
        }
    }

    /// <summary>Starts sequences anew where the broker may or may not have a batch that was given up (KIP-360).</summary>
    public void Bump()
    {
        lock (_lock)
        {
            if (_epoch < 0)
            {
                return;
            }

            (_producerId, _epoch) = _epoch == short.MaxValue ? (-1, (short)-1) : (_producerId, (short)(_epoch + 1));
        }
    }

    /// <summary>Gives a batch the next sequence of its partition; a retry keeps the one it has. Called under the queue's lock.</summary>
    public void Stamp(PartitionQueue queue, ProducerBatch batch)
    {
        if (batch.HasSequence)
        {
            return;
        }

        var (producerId, epoch) = Current;
        if (queue.ProducerId != producerId || queue.ProducerEpoch != epoch)
        {
            (queue.ProducerId, queue.ProducerEpoch, queue.NextSequence) = (producerId, epoch, 0);
        }

        batch.SetProducer(producerId, epoch, queue.NextSequence, options.TransactionalId is not null);
    }

    /// <summary>Asks any broker for an id, unless that is under way: the refusal, or null.</summary>
    public async Task<KafkaException?> AskAsync(CancellationToken cancellation)
    {
        lock (_lock)
        {
            if (_isAsking || _producerId >= 0)
            {
                return null;
            }

            _isAsking = true;
        }

        try
        {
            var request = new InitProducerIdRequest { TransactionalId = null, TransactionTimeoutMs = int.MaxValue };
            var response = await client.SendAsync<InitProducerIdResponse>(request, null, cancellation, null, options.RequestTimeout).ConfigureAwait(false);
            KafkaException.ThrowIf(response.ErrorCode);
            Set(response.ProducerId, response.ProducerEpoch);
            return null;
        }
        catch (KafkaException e)
        {
            return e;
        }
        finally
        {
            lock (_lock)
            {
                _isAsking = false;
            }
        }
    }
}
