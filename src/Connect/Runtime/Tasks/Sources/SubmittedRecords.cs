using Ms2Lab.Connect.Api;

namespace Ms2Lab.Connect.Runtime.Tasks.Sources;

/// <summary>
/// The records on their way to the broker, in their order, by part of the source (KAFKA-12226). Only the position of the last one in an unbroken line of
/// acknowledged records may be stored: what comes after a record that is still under way would be lost if that one failed. Owned by the task's loop.
/// </summary>
/// <param name="toleratesAll">Whether a record that the broker refused counts as done.</param>
internal sealed class SubmittedRecords(bool toleratesAll)
{
    private readonly Dictionary<Part, Queue<SubmittedRecord>> _parts = [];
    private readonly Queue<Part> _empty = [];
    private (IReadOnlyDictionary<string, object?>? Fields, Queue<SubmittedRecord>? Queue) _last;

    /// <summary>Adds a record that was handed to the producer.</summary>
    public void Add(SubmittedRecord record)
    {
        // Most tasks give the same object for the same part again.
        var fields = record.Record.SourcePartition;
        if (_last.Queue is null || !ReferenceEquals(_last.Fields, fields))
        {
            var part = new Part(fields);
            if (!_parts.TryGetValue(part, out var queue))
            {
                _parts[part] = queue = new Queue<SubmittedRecord>();
            }
            _last = (fields, queue);
        }
        _last.Queue.Enqueue(record);
    }

    /// <summary>Takes out what has been acknowledged and hands over the position that each part has reached by it.</summary>
    public void Take(Action<IReadOnlyDictionary<string, object?>?, IReadOnlyDictionary<string, object?>?> reached)
    {
        foreach (var (part, queue) in _parts)
        {
            SubmittedRecord? last = null;
            while (queue.TryPeek(out var first) && IsDone(first))
            {
                last = queue.Dequeue();
            }
            if (last is not null)
            {
                reached(last.Record.SourcePartition, last.Record.SourceOffset);
            }
            if (queue.Count == 0)
            {
                _empty.Enqueue(part);
            }
        }
        while (_empty.TryDequeue(out var part))
        {
            _parts.Remove(part);
            _last = default;
        }
    }

    /// <summary>Ends when no record is under way any more.</summary>
    public Task AllSentAsync() => Task.WhenAll(_parts.Values.SelectMany(q => q).Select(r => r.Sent));

    private bool IsDone(SubmittedRecord record) => record.Sent.IsCompletedSuccessfully || (toleratesAll && record.Sent.IsFaulted);

    /// <summary>A part of the source, compared by content.</summary>
    private readonly struct Part(IReadOnlyDictionary<string, object?>? fields) : IEquatable<Part>
    {
        private readonly IReadOnlyDictionary<string, object?>? _fields = fields;

        public bool Equals(Part other) => ReferenceEquals(_fields, other._fields)
            || (_fields is not null && other._fields is { } others && _fields.Count == others.Count
                && _fields.All(f => others.TryGetValue(f.Key, out var value) && ValueEquality.Equal(f.Value, value)));

        public override bool Equals(object? obj) => obj is Part other && Equals(other);

        public override int GetHashCode() => _fields is null
            ? 0
            : _fields.Aggregate(_fields.Count, (sum, f) => sum ^ HashCode.Combine(f.Key, ValueEquality.Hash(f.Value)));
    }
}
