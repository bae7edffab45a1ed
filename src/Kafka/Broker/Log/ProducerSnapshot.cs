using Ms2Lab.Kafka.Protocol.Records;

namespace Ms2Lab.Kafka.Broker.Log;

/// <summary>What compaction has to know of a partition's producers.</summary>
/// <param name="LastData">Epoch and offset of the last batch of each producer; offset −1 when it has written markers only.</param>
/// <param name="Aborted">Aborted transactions.</param>
internal sealed record ProducerSnapshot(IReadOnlyDictionary<long, (short Epoch, long LastOffset)> LastData, IReadOnlyList<AbortedTransaction> Aborted)
{
    public bool IsLast(RecordBatch batch, long lastOffset) =>
        LastData.TryGetValue(batch.ProducerId, out var last)
        && (last.LastOffset >= 0 ? lastOffset == last.LastOffset : batch.IsControl && batch.ProducerEpoch == last.Epoch);

    public bool IsAborted(long producerId, long offset) => Aborted.Any(a => a.ProducerId == producerId && a.FirstOffset <= offset && offset <= a.LastOffset);
}
