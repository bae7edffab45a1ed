using Ms2Lab.Connect.Api;
using Ms2Lab.Connect.Jdbc.Source;

namespace Ms2Lab.Chaos.Tests;

/// <summary>The JDBC source with a task that skips a row.</summary>
internal sealed class SkippingSourceConnector : SourceConnector
{
    private readonly JdbcSourceConnector _real = new();

    public override string Version => _real.Version;

    public override string TaskClass => _real.TaskClass;

    public override void Initialize(IConnectorContext context) => _real.Initialize(context);

    public override ConnectTask CreateTask() => new SkippingTask();

    public override void Start(IReadOnlyDictionary<string, string> props) => _real.Start(props);

    public override IReadOnlyList<IReadOnlyDictionary<string, string>> TaskConfigs(int maxTasks) => _real.TaskConfigs(maxTasks);

    public override void Stop() => _real.Stop();

    public override ConfigDef Config() => _real.Config();

    private sealed class SkippingTask : SourceTask
    {
        private const int Skipped = 20;
        private readonly JdbcSourceTask _real = new();

        public override string Version => _real.Version;

        public override void Initialize(ISourceTaskContext context) => _real.Initialize(context);

        public override Task StartAsync(IReadOnlyDictionary<string, string> props, CancellationToken cancellation) => _real.StartAsync(props, cancellation);

        public override async Task<IReadOnlyList<SourceRecord>?> PollAsync(CancellationToken cancellation) =>
            (await _real.PollAsync(cancellation))?.Where(r => ((Struct)r.Value!).GetInt32("id") != Skipped).ToList();

        public override Task StopAsync() => _real.StopAsync();
    }
}
