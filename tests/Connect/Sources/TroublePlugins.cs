using Ms2Lab.Connect.Api;

namespace Ms2Lab.Connect.Tests.Sources;

/// <summary>A source whose task misbehaves in the way that its setting <c>trouble</c> names.</summary>
internal sealed class TroublePlugins : IConnectPlugins
{
    public IEnumerable<ConnectPlugin> Plugins { get; } = [new ConnectPlugin("test.Trouble", PluginType.Source, "1", () => new Trouble())];

    private sealed class Trouble : SourceConnector
    {
        private IReadOnlyDictionary<string, string> _props = new Dictionary<string, string>();

        public override string Version => "1";

        public override string TaskClass => "test.TroubleTask";

        public override ConnectTask CreateTask() => new TroubleTask();

        public override void Start(IReadOnlyDictionary<string, string> props) => _props = props;

        public override IReadOnlyList<IReadOnlyDictionary<string, string>> TaskConfigs(int maxTasks) => [_props];

        public override void Stop()
        {
        }

        public override ConfigDef Config() => new();
    }

    private sealed class TroubleTask : SourceTask
    {
        private string _trouble = "";

        public override string Version => "1";

        public override Task StartAsync(IReadOnlyDictionary<string, string> props, CancellationToken cancellation)
        {
            _trouble = props["trouble"];
            return Task.CompletedTask;
        }

        public override Task<IReadOnlyList<SourceRecord>?> PollAsync(CancellationToken cancellation) => _trouble switch
        {
            "throws" => throw new InvalidOperationException("out of order"),
            "blocks" => BlockAsync(),
            "null task" => null!,
            _ => Task.FromResult<IReadOnlyList<SourceRecord>?>(null),
        };

        public override Task StopAsync() => Task.CompletedTask;

        // Heeds no token, as a careless author would write it.
        private static async Task<IReadOnlyList<SourceRecord>?> BlockAsync()
        {
            await new TaskCompletionSource().Task;
            return null;
        }
    }
}
