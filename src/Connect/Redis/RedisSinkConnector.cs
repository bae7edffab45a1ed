using Ms2Lab.Connect.Api;

namespace Ms2Lab.Connect.Redis;

/// <summary>Copies topics into Redis: <c>com.github.jcustenborder.kafka.connect.redis.RedisSinkConnector</c>.</summary>
public sealed class RedisSinkConnector : SinkConnector
{
    private IReadOnlyDictionary<string, string> _props = new Dictionary<string, string>();

    /// <inheritdoc/>
    public override string Version => RedisPlugins.Version;

    /// <inheritdoc/>
    public override string TaskClass => "com.github.jcustenborder.kafka.connect.redis.RedisSinkTask";

    /// <inheritdoc/>
    public override ConnectTask CreateTask() => new RedisSinkTask();

    /// <summary>Reads the settings; no connection is made.</summary>
    public override void Start(IReadOnlyDictionary<string, string> props)
    {
        _ = new RedisSinkConfig(props);
        _props = props;
    }

    /// <inheritdoc/>
    public override IReadOnlyList<IReadOnlyDictionary<string, string>> TaskConfigs(int maxTasks) => [.. Enumerable.Repeat(_props, maxTasks)];

    /// <inheritdoc/>
    public override void Stop() => _props = new Dictionary<string, string>();

    /// <inheritdoc/>
    public override ConfigDef Config() => RedisSinkSettings.Definition;
}
