using System.Text.RegularExpressions;
using Ms2Lab.Environments.Core;

namespace Ms2Lab.Labs.LabKit.Submissions;

/// <summary>Points a submitted configuration at the environment's servers. Users, passwords, databases and everything else stay as they were handed in.</summary>
public static partial class ConnectorAddresses
{
    /// <summary>The settings with host and port replaced.</summary>
    /// <param name="config">As submitted.</param>
    /// <param name="endpoints">The servers.</param>
    public static IReadOnlyDictionary<string, string> Adapt(IReadOnlyDictionary<string, string> config, Endpoints endpoints)
    {
        ArgumentNullException.ThrowIfNull(config);
        ArgumentNullException.ThrowIfNull(endpoints);
        return config.ToDictionary(p => p.Key, p => Adapt(p.Key, p.Value, endpoints.SeenByWorkers), StringComparer.Ordinal);
    }

    private static string Adapt(string key, string value, Endpoints endpoints)
    {
        if (key == "connection.url" && endpoints.MySql is not null)
        {
            return JdbcAuthority().Replace(value, m => m.Groups[1].Value + endpoints.MySql);
        }
        if (key == "redis.hosts" && endpoints.Redis is not null)
        {
            return endpoints.Redis;
        }
        return key.EndsWith(".schema.registry.url", StringComparison.Ordinal) && endpoints.RegistryUri is not null ? endpoints.RegistryUri.ToString().TrimEnd('/') : value;
    }

    [GeneratedRegex("^(jdbc:(?:mysql|mariadb)://)[^/?]+")]
    private static partial Regex JdbcAuthority();
}
