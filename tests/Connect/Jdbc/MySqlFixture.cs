using Ms2Lab.Environments.Core;
using Ms2Lab.Environments.Embedded;
using MySqlConnector;

namespace Ms2Lab.Connect.Tests.Jdbc;

/// <summary>A real MySQL server for the tests of a collection.</summary>
public sealed class MySqlFixture : IAsyncLifetime
{
    private LabEnvironment _environment = null!;

    public string Address => _environment.Endpoints.MySql!;

    public async ValueTask InitializeAsync() => _environment = await LabEnvironment.StartAsync(
        new EnvironmentRequest { Parts = Parts.MySql }, new EmbeddedBackend(), CancellationToken.None);

    public ValueTask DisposeAsync() => _environment.DisposeAsync();

    public async Task<IReadOnlyList<object?[]>> SqlAsync(string sql)
    {
        await using var connection = new MySqlConnection(_environment.Endpoints.MySqlConnectionString() + ";Database=vectors;AllowUserVariables=true");
        await connection.OpenAsync();
        await using var command = new MySqlCommand(sql, connection);
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<object?[]>();
        while (await reader.ReadAsync())
        {
            var row = new object?[reader.FieldCount];
            reader.GetValues(row!);
            rows.Add([.. row.Select(v => v is DBNull ? null : v)]);
        }

        return rows;
    }
}
