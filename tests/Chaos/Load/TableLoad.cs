using MySqlConnector;

namespace Ms2Lab.Chaos.Tests;

/// <summary>Writes numbered readings into a table that a source reads, one after the other from 1; one that MySQL does not take is tried again until it does.</summary>
public sealed class TableLoad(ChaosWorld world, string table)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan RetryPause = TimeSpan.FromMilliseconds(200);

    /// <summary>Makes the table.</summary>
    public Task CreateAsync(CancellationToken cancellation) => RunAsync($"CREATE TABLE `{table}` (id INT PRIMARY KEY, v VARCHAR(40) NOT NULL)", cancellation);

    /// <summary>Writes so many readings at an even pace.</summary>
    public async Task RunAsync(int count, CancellationToken cancellation)
    {
        for (var id = 1; id <= count; id++)
        {
            while (!await TryAsync(id, cancellation))
            {
                await Task.Delay(RetryPause, TimeProvider.System, cancellation);
            }
            await Task.Delay(Pause, TimeProvider.System, cancellation);
        }
    }

    // A row whose insertion was not acknowledged may be there all the same.
    private async Task<bool> TryAsync(int id, CancellationToken cancellation)
    {
        try
        {
            await RunAsync($"INSERT IGNORE INTO `{table}` VALUES ({id}, '{MeterLoad.ValueOf(id)}')", cancellation);
            return true;
        }
        catch (MySqlException)
        {
            return false;
        }
    }

    private async Task RunAsync(string sql, CancellationToken cancellation)
    {
        await using var connection = new MySqlConnection(world.Endpoints.MySqlConnectionString("vectors"));
        await connection.OpenAsync(cancellation);
        await using var command = new MySqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancellation);
    }
}
