using Ms2Lab.Connect.Api;
using Ms2Lab.Connect.Jdbc.Values;

namespace Ms2Lab.Connect.Jdbc.Source.Queries;

/// <summary>
/// Mode timestamp: rows of the same timestamp belong together. A record carries the timestamp before its own until a row with a later one follows or the
/// result ends, so that a crash within a run of equal timestamps repeats the run instead of losing its rest.
/// </summary>
internal sealed class TimestampQuerier(
    QueryTarget target, OffsetColumns columns, SourceOffset start, JdbcSourceConfig config, Action<TaskLogLevel, string> log)
    : OffsetQuerier(target, columns, start, config, log)
{
    protected override async Task ReadAsync(Func<SourceRecord, ValueTask> send, CancellationToken cancellation)
    {
        if (!await Rows.NextAsync(cancellation).ConfigureAwait(false))
        {
            return;
        }

        var (current, timestamp) = Read();
        while (await Rows.NextAsync(cancellation).ConfigureAwait(false))
        {
            var (next, nextTimestamp) = Read();
            if (timestamp is null || nextTimestamp is null || timestamp.Value.CompareTo(nextTimestamp.Value) < 0)
            {
                Offset = new SourceOffset(timestamp, null);
            }

            await send(Record(Partition, Offset, current)).ConfigureAwait(false);
            (current, timestamp) = (next, nextTimestamp);
        }

        Offset = new SourceOffset(timestamp, null);
        await send(Record(Partition, Offset, current)).ConfigureAwait(false);
    }

    private (Struct Record, SqlTimestamp? Timestamp) Read()
    {
        var record = Mapping.Read(Rows.Row);
        var offset = Criteria.Of(Mapping, record);
        return (record, offset.Count == 0 ? null : offset.Timestamp);
    }
}
