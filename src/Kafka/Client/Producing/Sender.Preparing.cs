using Ms2Lab.Kafka.Protocol;

namespace Ms2Lab.Kafka.Client.Producing;

/// <content>What a batch needs before it can go: its partition's leader, and the producer's id.</content>
internal sealed partial class Sender
{
    private async Task FindLeaderAsync(PartitionQueue queue, ProducerBatch head, Task<int> looking)
    {
        KafkaException? refusal = null;
        try
        {
            await looking.WaitAsync(Remaining(head), _time, _stopping.Token).ConfigureAwait(false);
        }
        catch (KafkaException e)
        {
            refusal = e;
        }
        catch (Exception e) when (e is TimeoutException or OperationCanceledException)
        {
            // The next scan expires the batch, or the producer was closed and fails it.
        }

        Resume(queue, head, refusal);
    }

    private async Task IdentifyAsync(PartitionQueue queue, ProducerBatch head)
    {
        KafkaException? refusal = null;
        try
        {
            refusal = await _identity!.AskAsync(_stopping.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // The producer was closed and fails the batch.
        }

        if (refusal is null && _identity!.Current.ProducerId < 0)
        {
            refusal = new KafkaException(ErrorCode.CoordinatorNotAvailable);
        }

        Resume(queue, head, refusal);
    }

    private void Resume(PartitionQueue queue, ProducerBatch head, KafkaException? refusal)
    {
        if (refusal is { IsRetriable: false })
        {
            lock (queue.Lock)
            {
                queue.RemoveHead();
                queue.IsBusy = false;
            }

            Give(head, refusal);
        }
        else
        {
            lock (queue.Lock)
            {
                if (refusal is not null)
                {
                    head.Attempts = Math.Max(head.Attempts, 1);
                    head.RetryAt = _time.GetTimestamp() + Ticks(_options.RetryBackoff);
                }

                queue.IsBusy = false;
            }
        }

        _accumulator.Work.Set();
    }

    private long Ticks(TimeSpan span) => (long)(span.TotalSeconds * _time.TimestampFrequency);
}
