using Ms2Lab.Connect.Api;
using Ms2Lab.Connect.Jdbc.Sink;
using Ms2Lab.Connect.Jdbc.Source;

namespace Ms2Lab.Connect.Jdbc;

/// <summary>The connectors of this assembly.</summary>
public sealed class JdbcPlugins : IConnectPlugins
{
    /// <summary>The version of Confluent's connectors that these behave like.</summary>
    public const string Version = "10.9.7";

    /// <inheritdoc/>
    public IEnumerable<ConnectPlugin> Plugins { get; } =
    [
        new ConnectPlugin("io.confluent.connect.jdbc.JdbcSinkConnector", PluginType.Sink, Version, () => new JdbcSinkConnector(), "MySqlSink"),
        new ConnectPlugin("io.confluent.connect.jdbc.JdbcSourceConnector", PluginType.Source, Version, () => new JdbcSourceConnector(), "MySqlSource"),
    ];
}
