using Ms2Lab.Connect.Api;
using Ms2Lab.Connect.Jdbc.Sink;

namespace Ms2Lab.Chaos.Tests;

/// <summary>The JDBC sink with tasks that do not keep their promises.</summary>
internal sealed class FaithlessSinkConnector(Func<SinkTask> task) : SinkConnector
{
    private readonly JdbcSinkConnector _real = new();

    public override string Version => _real.Version;

    public override string TaskClass => _real.TaskClass;

    public override ConnectTask CreateTask() => task();

    public override void Start(IReadOnlyDictionary<string, string> props) => _real.Start(props);

    public override IReadOnlyList<IReadOnlyDictionary<string, string>> TaskConfigs(int maxTasks) => _real.TaskConfigs(maxTasks);

    public override void Stop() => _real.Stop();

    public override ConfigDef Config() => _real.Config();
}
