using Ms2Lab.Connect.Jdbc;
using Ms2Lab.Connect.Redis;
using Ms2Lab.Connect.Runtime;
using Ms2Lab.Connect.SchemaConverters;

namespace Ms2Lab.Environments.Embedded;

/// <summary>The plugins that every worker of the kit has: the one place that names their assemblies.</summary>
public static class EmbeddedPlugins
{
    /// <summary>A fresh registry of them all.</summary>
    public static PluginRegistry Registry() => new([new KafkaPlugins(), new JdbcPlugins(), new RedisPlugins(), new SchemaConverterPlugins()]);
}
