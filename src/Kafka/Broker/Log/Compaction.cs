using Ms2Lab.Kafka.Protocol;
using Ms2Lab.Kafka.Protocol.Records;

namespace Ms2Lab.Kafka.Broker.Log;

/// <summary>
/// Compacts segments: the latest record of each key stays, tombstones and markers of transactions without records until their delete horizon (KIP-534),
/// records of aborted transactions go. What stays keeps its offset; the last batch of a producer stays as an empty one, so that its sequence is known.
/// Works on a snapshot, without the cluster's lock: segments that are not written to any more never change.
/// </summary>
internal sealed class Compaction
{
    private readonly CompactionScope _scope;
    private readonly ProducerSnapshot _producers;
    private readonly long _now;
    private readonly long _deleteRetentionMs;
    private readonly long _segmentBytes;
    private readonly Dictionary<KeyBytes, long> _latest = [];
    private readonly HashSet<long> _withRecords = [];

    private Compaction(CompactionScope scope, ProducerSnapshot producers, long now, long deleteRetentionMs, long segmentBytes)
    {
        (_scope, _producers, _now, _deleteRetentionMs, _segmentBytes) = (scope, producers, now, deleteRetentionMs, segmentBytes);
    }

    /// <summary>The segments that take the place of those of the scope.</summary>
    public static List<LogSegment> Run(CompactionScope scope, ProducerSnapshot producers, long now, long deleteRetentionMs, long segmentBytes)
    {
        var compaction = new Compaction(scope, producers, now, deleteRetentionMs, segmentBytes);
        compaction.NoteLatest();
        return compaction.Rewrite();
    }

    private void NoteLatest()
    {
        foreach (var stored in _scope.Segments.SelectMany(s => s.Batches).Where(b => b.LastOffset >= _scope.FirstDirty && !b.Batch.IsControl && !IsAborted(b)))
        {
            foreach (var record in RecordsOf(stored) ?? [])
            {
                if (record.Key is { } key)
                {
                    _latest[new KeyBytes(key)] = record.Offset;
                }
            }
        }
    }

    private List<LogSegment> Rewrite()
    {
        var segments = new List<LogSegment>();
        var arena = new BatchArena();
        foreach (var segment in _scope.Segments)
        {
            foreach (var stored in segment.Batches)
            {
                if (Rewrite(stored) is not { } bytes)
                {
                    continue;
                }

                if (segments.Count == 0 || segments[^1].Size + bytes.Length > _segmentBytes)
                {
                    segments.Add(new LogSegment(segments.Count == 0 ? _scope.Segments[0].BaseOffset : stored.BaseOffset, segment.CreatedAt));
                }

                segments[^1].Add(stored with { MaxTimestamp = new RecordBatch(bytes).MaxTimestamp, Bytes = arena.Keep(System.Runtime.InteropServices.MemoryMarshal.AsMemory(bytes)) });
            }
        }

        return segments;
    }

    /// <summary>The batch as it stays, null when it goes.</summary>
    private ReadOnlyMemory<byte>? Rewrite(StoredBatch stored)
    {
        var batch = stored.Batch;
        var isLastOfProducer = batch.ProducerId >= 0 && _producers.IsLast(batch, stored.LastOffset);
        if (batch.IsControl)
        {
            return RewriteMarker(stored, isLastOfProducer);
        }

        if (IsAborted(stored))
        {
            return Emptied(batch, isLastOfProducer);
        }

        if (RecordsOf(stored) is not { } records)
        {
            return stored.Bytes; // Nobody here can read it: it stays as it is.
        }

        var kept = records.FindAll(r => Stays(r, batch));
        if (kept.Count == 0)
        {
            return Emptied(batch, isLastOfProducer);
        }

        _withRecords.Add(batch.ProducerId);
        long? horizon = batch.DeleteHorizon is null && kept.Exists(r => r.Value is null) ? _now + _deleteRetentionMs : null;
        return kept.Count == records.Count && horizon is null ? stored.Bytes : BatchRewriting.Keep(batch, kept, horizon);
    }

    /// <summary>A marker stays as long as records of its producer lie before it, then until its own horizon.</summary>
    private ReadOnlyMemory<byte>? RewriteMarker(StoredBatch stored, bool isLastOfProducer)
    {
        var batch = stored.Batch;
        if (_withRecords.Remove(batch.ProducerId) || RecordsOf(stored) is not { } records)
        {
            return stored.Bytes;
        }

        return batch.DeleteHorizon is not { } horizon ? BatchRewriting.Keep(batch, records, _now + _deleteRetentionMs)
            : horizon > _now ? stored.Bytes
            : Emptied(batch, isLastOfProducer);
    }

    /// <summary>An empty batch where the producer's sequence would be lost otherwise. (A bare null of an array would become empty memory.)</summary>
    private static ReadOnlyMemory<byte>? Emptied(RecordBatch batch, bool isLastOfProducer) =>
        isLastOfProducer ? BatchRewriting.Keep(batch, [], null) : default(ReadOnlyMemory<byte>?);

    private bool Stays(Record record, RecordBatch batch) =>
        record.Key is { } key
        && (!_latest.TryGetValue(new KeyBytes(key), out var latest) || record.Offset >= latest)
        && (record.Value is not null || batch.DeleteHorizon is not { } horizon || _now < horizon);

    private bool IsAborted(StoredBatch stored) => stored.Batch.IsTransactional && _producers.IsAborted(stored.Batch.ProducerId, stored.BaseOffset);

    private static List<Record>? RecordsOf(StoredBatch stored)
    {
        try
        {
            return stored.Batch.ToList();
        }
        catch (KafkaProtocolException)
        {
            return null;
        }
    }
}
