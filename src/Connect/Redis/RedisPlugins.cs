using Ms2Lab.Connect.Api;

namespace Ms2Lab.Connect.Redis;

/// <summary>The connectors of this assembly.</summary>
public sealed class RedisPlugins : IConnectPlugins
{
    /// <summary>The version of the connector that this one behaves like.</summary>
    public const string Version = "0.0.2-SNAPSHOT";

    /// <inheritdoc/>
    public IEnumerable<ConnectPlugin> Plugins { get; } =
    [
        new ConnectPlugin("com.github.jcustenborder.kafka.connect.redis.RedisSinkConnector", PluginType.Sink, Version, () => new RedisSinkConnector()),
    ];
}
