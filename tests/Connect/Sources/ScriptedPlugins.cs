using System.Threading.Channels;
using Ms2Lab.Connect.Api;

namespace Ms2Lab.Connect.Tests.Sources;

/// <summary>
/// A source whose test hands it its polls: each gives numbered values, and may say what becomes of the transaction. A task goes on behind its stored number.
/// </summary>
internal sealed class ScriptedPlugins : IConnectPlugins
{
    private readonly Channel<Batch> _batches = Channel.CreateUnbounded<Batch>();

    public ScriptedPlugins() => Plugins = [new ConnectPlugin("test.Scripted", PluginType.Source, "1", () => new Scripted(_batches.Reader))];

    public IEnumerable<ConnectPlugin> Plugins { get; }

    /// <summary>Has the next poll give a record for each of the numbers that are not stored yet.</summary>
    public void Give(IEnumerable<int> numbers, Action<ITransactionContext, IReadOnlyList<SourceRecord>>? boundaries = null) =>
        _batches.Writer.TryWrite(new Batch([.. numbers], boundaries));

    private sealed record Batch(IReadOnlyList<int> Numbers, Action<ITransactionContext, IReadOnlyList<SourceRecord>>? Boundaries);

    private sealed class Scripted(ChannelReader<Batch> batches) : SourceConnector
    {
        private IReadOnlyDictionary<string, string> _props = new Dictionary<string, string>();

        public override string Version => "1";

        public override string TaskClass => "test.ScriptedTask";

        public override ExactlyOnceSupport? ExactlyOnceSupport(IReadOnlyDictionary<string, string> props) => Connect.Api.ExactlyOnceSupport.Supported;

        public override ConnectorTransactionBoundaries CanDefineTransactionBoundaries(IReadOnlyDictionary<string, string> props) => ConnectorTransactionBoundaries.Supported;

        public override ConnectTask CreateTask() => new ScriptedTask(batches);

        public override void Start(IReadOnlyDictionary<string, string> props) => _props = props;

        public override IReadOnlyList<IReadOnlyDictionary<string, string>> TaskConfigs(int maxTasks) => [.. Enumerable.Repeat(_props, maxTasks)];

        public override void Stop()
        {
        }

        public override ConfigDef Config() => new();
    }

    private sealed class ScriptedTask(ChannelReader<Batch> batches) : SourceTask
    {
        private static readonly Dictionary<string, object?> Part = new() { ["part"] = "all" };

        private string _topic = "";
        private long _stored;

        public override string Version => "1";

        public override async Task StartAsync(IReadOnlyDictionary<string, string> props, CancellationToken cancellation)
        {
            _topic = props["topic"];
            _stored = (long)((await Context.OffsetStorageReader.OffsetAsync(Part, cancellation))?["number"] ?? 0L);
        }

        public override async Task<IReadOnlyList<SourceRecord>?> PollAsync(CancellationToken cancellation)
        {
            using var turn = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            turn.CancelAfter(TimeSpan.FromMilliseconds(100));
            Batch batch;
            try
            {
                batch = await batches.ReadAsync(turn.Token);
            }
            catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
            {
                return null;
            }

            List<SourceRecord> records = [.. batch.Numbers.Where(n => n > _stored).Select(Record)];
            batch.Boundaries?.Invoke(Context.TransactionContext!, records);
            return records;
        }

        public override Task StopAsync() => Task.CompletedTask;

        private SourceRecord Record(int number) =>
            new(Part, new Dictionary<string, object?> { ["number"] = (long)number }, _topic, null, null, null, Schema.StringSchema, $"{number}");
    }
}
