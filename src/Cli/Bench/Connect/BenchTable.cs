using Ms2Lab.Environments.Core;
using MySqlConnector;

namespace Ms2Lab.Cli.Bench.Connect;

/// <summary>A table that readings arrive in, looked at through a connection of its own. Numbers arrive in order, so the greatest tells how many there are.</summary>
internal sealed class BenchTable : IAsyncDisposable
{
    private readonly MySqlConnection _connection;

    private BenchTable(MySqlConnection connection, string name)
    {
        _connection = connection;
        Name = name;
    }

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>Creates it empty.</summary>
    public static async Task<BenchTable> CreateAsync(Endpoints endpoints, string name, CancellationToken cancellation)
    {
        var connection = new MySqlConnection(endpoints.MySqlConnectionString("vectors"));
        await connection.OpenAsync(cancellation).ConfigureAwait(false);
        var table = new BenchTable(connection, name);
        await table.ExecuteAsync($"DROP TABLE IF EXISTS `{name}`; CREATE TABLE `{name}` ({BenchReadings.Columns})", cancellation).ConfigureAwait(false);
        return table;
    }

    /// <summary>How many readings have arrived.</summary>
    public async Task<long> CountAsync(CancellationToken cancellation)
    {
        await using var command = new MySqlCommand($"SELECT COALESCE(MAX(ID) + 1, 0) FROM `{Name}`", _connection);
        return Convert.ToInt64(await command.ExecuteScalarAsync(cancellation).ConfigureAwait(false), System.Globalization.CultureInfo.InvariantCulture);
    }

    /// <summary>Runs a statement.</summary>
    public async Task ExecuteAsync(string sql, CancellationToken cancellation)
    {
        await using var command = new MySqlCommand(sql, _connection) { CommandTimeout = 120 };
        await command.ExecuteNonQueryAsync(cancellation).ConfigureAwait(false);
    }

    /// <summary>Drops it.</summary>
    public async ValueTask DisposeAsync()
    {
        await ExecuteAsync($"DROP TABLE `{Name}`", CancellationToken.None).ConfigureAwait(false);
        await _connection.DisposeAsync().ConfigureAwait(false);
    }
}
