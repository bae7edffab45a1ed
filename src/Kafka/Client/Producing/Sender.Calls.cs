using Ms2Lab.Kafka.Protocol;
using Ms2Lab.Kafka.Protocol.Messages;

namespace Ms2Lab.Kafka.Client.Producing;

/// <content>A request on its way, and what its answer means for each batch.</content>
internal sealed partial class Sender
{
    // Version 12 changes transactions (KIP-890), 13 names topics by id.
    private const short ProduceVersion = 11;

    private async Task SendAsync(ProduceCall call)
    {
        try
        {
            if (_options.Acks == Acks.None)
            {
                await _client.SendOneWayAsync(call.Request(_options), call.Node, _stopping.Token, ProduceVersion).ConfigureAwait(false);
                foreach (var (queue, batch) in call.Batches.Values)
                {
                    Succeed(queue, batch, -1, -1);
                }
            }
            else
            {
                await ExchangeAsync(call).ConfigureAwait(false);
            }
        }
        catch (KafkaException e)
        {
            // A leader that left the cluster is looked for again like one that does not answer.
            var failure = e.Code == ErrorCode.BrokerNotAvailable ? new KafkaException(ErrorCode.NetworkException, e.Message, e) : e;
            foreach (var (queue, batch) in call.Batches.Values)
            {
                batch.IsInDoubt |= failure.IsRetriable;
                Refuse(queue, batch, failure, isLost: true);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or ObjectDisposedException or KafkaProtocolException or UnsupportedVersionException)
        {
            foreach (var (queue, batch) in call.Batches.Values)
            {
                Drop(queue, batch, new KafkaException(ErrorCode.NetworkException, e is KafkaProtocolException or UnsupportedVersionException ? e.Message : "Producer is closed forcefully.", e));
            }
        }
        finally
        {
            lock (_inFlight)
            {
                _inFlight[call.Node]--;
            }

            _accumulator.Work.Set();
        }
    }

    private async Task ExchangeAsync(ProduceCall call)
    {
        var limit = _options.RequestTimeout;
        foreach (var (_, batch) in call.Batches.Values)
        {
            limit = Remaining(batch) < limit ? Remaining(batch) : limit;
        }

        var response = await _client
            .SendAsync<ProduceResponse>(call.Request(_options), call.Node, _stopping.Token, ProduceVersion, limit, "produce").ConfigureAwait(false);
        foreach (var (topic, answer) in response.Responses.SelectMany(t => t.PartitionResponses.Select(p => (t.Name, p))))
        {
            var (queue, batch) = call.Batches[new(topic, answer.Index)];
            switch ((ErrorCode)answer.ErrorCode)
            {
                case ErrorCode.None:
                    Succeed(queue, batch, answer.BaseOffset, answer.LogAppendTimeMs);
                    break;
                case ErrorCode.DuplicateSequenceNumber:
                    Succeed(queue, batch, -1, answer.LogAppendTimeMs);
                    break;
                case ErrorCode.TopicAuthorizationFailed:
                    Refuse(queue, batch, new KafkaException(ErrorCode.TopicAuthorizationFailed, $"Not authorized to access topics: [{topic}]"), isLost: false);
                    break;
                default:
                    Refuse(queue, batch, new KafkaException((ErrorCode)answer.ErrorCode, answer.ErrorMessage), isLost: false);
                    break;
            }
        }
    }

    private void Succeed(PartitionQueue queue, ProducerBatch batch, long baseOffset, long logAppendTime)
    {
        lock (queue.Lock)
        {
            if (batch.HasSequence)
            {
                queue.NextSequence = (int)((batch.BaseSequence + (long)batch.Count) & int.MaxValue);
            }

            queue.RemoveHead();
            queue.IsBusy = false;
        }

        _accumulator.Complete(batch, baseOffset, logAppendTime);
    }

    private void Refuse(PartitionQueue queue, ProducerBatch batch, KafkaException refusal, bool isLost)
    {
        var now = _time.GetTimestamp();
        var isLate = _time.GetElapsedTime(batch.CreatedAt, now) >= _options.DeliveryTimeout;
        var startsAnew = _identity is not null && _transactions is null
            && refusal.Code is ErrorCode.OutOfOrderSequenceNumber or ErrorCode.UnknownProducerId;
        if (!(refusal.IsRetriable || startsAnew) || isLate || batch.Attempts >= _options.Retries || _transactions is { HasError: true })
        {
            Drop(queue, batch, isLate && isLost ? Expiry(batch, now) : refusal);
            return;
        }

        _client.InvalidateTopic(queue.Partition.Topic);
        lock (queue.Lock)
        {
            if (startsAnew)
            {
                _identity!.Bump();
                batch.SetProducer(-1, -1, -1, isTransactional: false);
            }

            var factor = 1L << Math.Min(batch.Attempts, 20);
            var pause = TimeSpan.FromTicks(Math.Min(_options.RetryBackoff.Ticks * factor, _options.RetryBackoffMax.Ticks));
            batch.Attempts++;
            batch.RetryAt = now + Ticks(pause);
            queue.IsBusy = false;
        }
    }

    private void Drop(PartitionQueue queue, ProducerBatch batch, KafkaException refusal)
    {
        lock (queue.Lock)
        {
            queue.RemoveHead();
            queue.IsBusy = false;
        }

        Give(batch, refusal);
    }

    // Gives a batch up. Where the broker may have it nevertheless, its sequence must not be used again.
    private void Give(ProducerBatch batch, KafkaException refusal)
    {
        if (batch is { IsInDoubt: true, HasSequence: true } && _transactions is null)
        {
            _identity?.Bump();
        }

        _transactions?.OnBatchFailed(refusal, batch.IsInDoubt);
        _accumulator.Fail(batch, refusal);
    }
}
