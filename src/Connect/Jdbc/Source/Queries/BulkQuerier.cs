using Ms2Lab.Connect.Api;
using Ms2Lab.Connect.Jdbc.Database;

namespace Ms2Lab.Connect.Jdbc.Source.Queries;

/// <summary>Mode bulk: the whole table each time, without offsets.</summary>
internal sealed class BulkQuerier(QueryTarget target, JdbcSourceConfig config, Action<TaskLogLevel, string> log) : TableQuerier(target, config, log)
{
    private readonly IReadOnlyDictionary<string, object?> _partition = target.BarePartition;

    protected override Task<string> StatementAsync(JdbcConnection connection, CancellationToken cancellation) => Task.FromResult(Target.Select);

    protected override async Task ReadAsync(Func<SourceRecord, ValueTask> send, CancellationToken cancellation)
    {
        while (await Rows.NextAsync(cancellation).ConfigureAwait(false))
        {
            await send(Record(_partition, null, Mapping.Read(Rows.Row))).ConfigureAwait(false);
        }
    }
}
