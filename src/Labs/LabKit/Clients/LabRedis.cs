using Ms2Lab.Environments.Core;
using StackExchange.Redis;

namespace Ms2Lab.Labs.LabKit.Clients;

/// <summary>Looks into Redis. Connects when first used.</summary>
public sealed class LabRedis(Endpoints endpoints) : IAsyncDisposable
{
    private ConnectionMultiplexer? _redis;

    /// <summary>A key's value, or null where there is no such key.</summary>
    /// <param name="database">Number of the database, from 0.</param>
    /// <param name="key">The key.</param>
    /// <exception cref="EnvironmentException">Redis does not answer.</exception>
    public Task<byte[]?> GetAsync(int database, string key) => AskAsync<byte[]?>(database, async d => await d.StringGetAsync(key));

    /// <summary>Removes a key; one that is not there is no error.</summary>
    public Task DeleteAsync(int database, string key) => AskAsync(database, d => d.KeyDeleteAsync(key));

    /// <summary>How many databases the server has.</summary>
    public async Task<int> DatabaseCountAsync()
    {
        var pairs = await AskAsync(0, d => d.Multiplexer.GetServers()[0].ConfigGetAsync("databases"));
        return pairs.Length == 1 ? int.Parse(pairs[0].Value, System.Globalization.CultureInfo.InvariantCulture) : 16;
    }

    /// <summary>Runs any command, as a student at redis-cli would.</summary>
    /// <param name="database">Number of the database.</param>
    /// <param name="command">Its name.</param>
    /// <param name="arguments">Its arguments as bytes.</param>
    /// <exception cref="RedisServerException">The server's own error.</exception>
    public async Task<RedisResult> ExecuteAsync(int database, string command, IReadOnlyList<byte[]> arguments)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        return await AskAsync(database, d => d.ExecuteAsync(command, [.. arguments.Select(a => (object)(RedisValue)a)]));
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_redis is not null)
        {
            await _redis.DisposeAsync();
        }
    }

    private async Task<T> AskAsync<T>(int database, Func<IDatabase, Task<T>> ask)
    {
        try
        {
            return await ask((_redis ??= await ConnectAsync()).GetDatabase(database));
        }
        catch (Exception e) when (e is RedisConnectionException or RedisTimeoutException)
        {
            throw new EnvironmentException($"Redis does not answer at {endpoints.Redis}.", "See whether `lab up` still runs.", e);
        }
    }

    private async Task<ConnectionMultiplexer> ConnectAsync()
    {
        var (host, port) = EndpointAddress.HostAndPort(endpoints.Redis ?? throw new EnvironmentException("This environment has no redis.", "Start one with it: `lab up --only redis`."), 6379);
        var options = new ConfigurationOptions { EndPoints = { { host, port } }, Password = endpoints.Credentials?.Redis?.Password, AbortOnConnectFail = true, AllowAdmin = true };
        return await ConnectionMultiplexer.ConnectAsync(options);
    }
}
