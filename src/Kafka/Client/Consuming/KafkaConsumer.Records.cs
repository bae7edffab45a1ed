using Ms2Lab.Kafka.Protocol;

namespace Ms2Lab.Kafka.Client.Consuming;

/// <content>From fetched answers to records.</content>
public sealed partial class KafkaConsumer
{
    private bool _isAssignedByHand;

    private void TakeAnswers()
    {
        while (_fetcher.TryTake(out var answer))
        {
            var state = answer.Target.State;
            if (_partitions.Find(state.Partition) != state || state.Version != answer.Target.Version || state.Position != answer.Target.Offset)
            {
                continue;
            }

            switch (answer.Error)
            {
                case ErrorCode.None:
                    state.Buffered = new FetchedPartition(state.Partition, answer.Target.Offset, answer.Data, _options);
                    break;
                case ErrorCode.OffsetOutOfRange when _options.AutoOffsetReset == AutoOffsetReset.None:
                    throw new KafkaException(
                        answer.Error, $"Fetch position {state.Position} is out of range for partition {state.Partition} and no reset policy is defined");
                case ErrorCode.OffsetOutOfRange:
                    state.Reset(PositionState.AskPolicy);
                    break;
                case ErrorCode.TopicAuthorizationFailed:
                    throw new KafkaException(answer.Error, $"Not authorized to access topics: [{state.Partition.Topic}]");
                case ErrorCode.CorruptMessage:
                    throw new KafkaException(
                        answer.Error, $"Encountered corrupt message when fetching offset {state.Position} for topic-partition {state.Partition}");
            }
        }

        FindPositions();
    }

    private List<ConsumerRecord> TakeRecords()
    {
        var records = new List<ConsumerRecord>();
        foreach (var state in _partitions.All)
        {
            if (records.Count == _options.MaxPollRecords)
            {
                break;
            }

            if (state is { Buffered: { } buffered, IsPaused: false })
            {
                TakeFrom(state, buffered, records);
            }
        }

        return records;
    }

    private void TakeFrom(PartitionState state, FetchedPartition buffered, List<ConsumerRecord> records)
    {
        var before = records.Count;
        try
        {
            buffered.Take(records, _options.MaxPollRecords - before);
        }
        catch (KafkaException) when (records.Count > 0)
        {
            // What is sound is handed out first; the damage is met again by the next poll.
        }

        if (buffered.NextOffset != state.Position)
        {
            state.ReadOn(buffered.NextOffset, buffered.LeaderEpoch);
        }

        if (buffered.IsDrained)
        {
            state.Buffered = null;
        }

        if (records.Count > before)
        {
            _partitions.MoveToEnd(state);
        }
    }
}
