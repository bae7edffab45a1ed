using Ms2Lab.Environments.Core;
using Ms2Lab.Kafka.Client;
using Ms2Lab.Labs.LabKit.Clients;
using MySqlConnector;

namespace Ms2Lab.Chaos.Tests;

/// <summary>What of a round's readings has arrived where.</summary>
public sealed class Landed(ChaosWorld world, string topic)
{
    /// <summary>Rows of the table by id; a row twice is a defect that shows in the list.</summary>
    /// <exception cref="MySqlException">MySQL does not answer, or there is no table yet.</exception>
    public async Task<IReadOnlyList<(int Id, string Value)>> RowsAsync(CancellationToken cancellation)
    {
        await using var connection = new MySqlConnection(world.Endpoints.MySqlConnectionString("vectors"));
        await connection.OpenAsync(cancellation);
        await using var command = new MySqlCommand($"SELECT id, v FROM `{topic}`", connection);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var rows = new List<(int, string)>();
        while (await reader.ReadAsync(cancellation))
        {
            rows.Add((reader.GetInt32(0), reader.GetString(1)));
        }
        return rows;
    }

    /// <summary>What a connector's group has committed, by partition.</summary>
    public async Task<IReadOnlyDictionary<TopicPartition, OffsetAndMetadata>> CommittedAsync(string connector, CancellationToken cancellation) =>
        await world.Admin.ListConsumerGroupOffsetsAsync($"connect-{connector}", cancellation: cancellation);

    /// <summary>Ids among the given ones whose key Redis lacks.</summary>
    /// <exception cref="EnvironmentException">Redis does not answer.</exception>
    public async Task<IReadOnlyList<int>> MissingInRedisAsync(IEnumerable<int> ids, CancellationToken cancellation)
    {
        await using var redis = new LabRedis(world.Endpoints);
        var missing = new List<int>();
        foreach (var id in ids)
        {
            cancellation.ThrowIfCancellationRequested();
            if (await redis.GetAsync(1, $"{topic}-{id}") is null)
            {
                missing.Add(id);
            }
        }
        return missing;
    }
}
