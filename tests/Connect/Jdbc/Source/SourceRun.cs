using Ms2Lab.Connect.Api;
using Ms2Lab.Connect.Jdbc.Source;

namespace Ms2Lab.Connect.Tests.Jdbc.Source;

/// <summary>A source task on a real database; what it has read is remembered like a worker's offsets.</summary>
internal sealed class SourceRun : ISourceTaskContext, IOffsetStorageReader, IAsyncDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private readonly JdbcSourceTask _task = new();
    private readonly Dictionary<string, IReadOnlyDictionary<string, object?>> _offsets;

    private SourceRun(Dictionary<string, IReadOnlyDictionary<string, object?>> offsets) => _offsets = offsets;

    public IReadOnlyDictionary<string, string> Configs { get; } = new Dictionary<string, string>();

    public IOffsetStorageReader OffsetStorageReader => this;

    public ITransactionContext? TransactionContext => null;

    public TimeProvider Time => TimeProvider.System;

    /// <summary>Starts a task that reads one table of the database <c>vectors</c>, or goes on where another run was.</summary>
    public static async Task<SourceRun> StartAsync(MySqlFixture mysql, string table, SourceRun? before, params (string Name, string Value)[] settings)
    {
        var props = new Dictionary<string, string>
        {
            ["connection.url"] = $"jdbc:mysql://{mysql.Address}/vectors",
            ["connection.user"] = "lab",
            ["connection.password"] = "labpass",
            ["poll.interval.ms"] = "20",
            ["poll.linger.ms"] = "50",
            ["topic.prefix"] = "t-",
            ["tables"] = $"`vectors`.`{table}`",
            ["tables.fetched"] = "true",
        };
        foreach (var (name, value) in settings)
        {
            props[name] = value;
        }

        var run = new SourceRun(before?._offsets ?? []);
        run._task.Initialize(run);
        await run._task.StartAsync(props, TestContext.Current.CancellationToken);
        return run;
    }

    /// <summary>The next records, with which their offsets count as stored.</summary>
    public async Task<IReadOnlyList<SourceRecord>> ReadAsync(int count)
    {
        using var limit = new CancellationTokenSource(Limit);
        var read = new List<SourceRecord>();
        while (read.Count < count)
        {
            foreach (var record in await _task.PollAsync(limit.Token) ?? [])
            {
                read.Add(record);
                if (record.SourceOffset is { } offset)
                {
                    _offsets[Key(record.SourcePartition!)] = offset;
                }
            }
        }

        return read;
    }

    public Task<IReadOnlyDictionary<string, object?>?> OffsetAsync(IReadOnlyDictionary<string, object?> partition, CancellationToken cancellation = default) =>
        Task.FromResult(_offsets.GetValueOrDefault(Key(partition)));

    public Task<IReadOnlyList<IReadOnlyDictionary<string, object?>?>> OffsetsAsync(
        IReadOnlyList<IReadOnlyDictionary<string, object?>> partitions, CancellationToken cancellation = default) =>
        Task.FromResult<IReadOnlyList<IReadOnlyDictionary<string, object?>?>>([.. partitions.Select(p => _offsets.GetValueOrDefault(Key(p)))]);

    public void Log(TaskLogLevel level, string text)
    {
    }

    public async ValueTask DisposeAsync() => await _task.StopAsync();

    private static string Key(IReadOnlyDictionary<string, object?> partition) =>
        string.Join(',', partition.OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => $"{p.Key}={p.Value}"));
}
