using System.Text.Json.Nodes;
using Ms2Lab.Environments.Core;
using Ms2Lab.Player.Answers;
using MySqlConnector;

namespace Ms2Lab.Player.Servers;

/// <summary>MySQL as the recordings show it: columns and rows, or the number of rows affected, or an error's number and text.</summary>
/// <param name="endpoints">Where the server is.</param>
internal sealed class SqlServer(Endpoints endpoints)
{
    private const string Database = "vectors";
    private static readonly TimeSpan WipeLimit = TimeSpan.FromSeconds(20);

    /// <summary>Runs a statement in the database of the scenarios, on a connection of its own.</summary>
    public async Task<JsonObject> RunAsync(string sql, CancellationToken cancellation)
    {
        await using var connection = await OpenAsync(Database, cancellation);
        await using var command = new MySqlCommand(sql, connection);
        try
        {
            await using var reader = await command.ExecuteReaderAsync(cancellation);
            return reader.FieldCount == 0 ? new JsonObject { ["affected"] = reader.RecordsAffected } : await TableAsync(reader, cancellation);
        }
        catch (MySqlException e)
        {
            return new JsonObject { ["error"] = new JsonArray(e.Number, e.Message) };
        }
    }

    /// <summary>Empties the database of the scenarios.</summary>
    /// <exception cref="ScenarioFailedException">Somebody still holds a lock on a table; the message lists who is connected.</exception>
    public async Task WipeAsync(CancellationToken cancellation)
    {
        await using var connection = await OpenAsync(null, cancellation);
        await using var command = new MySqlCommand($"DROP DATABASE IF EXISTS {Database}; CREATE DATABASE {Database}", connection);
        var wiping = command.ExecuteNonQueryAsync(cancellation);
        try
        {
            await wiping.WaitAsync(WipeLimit, cancellation);
        }
        catch (TimeoutException e)
        {
            throw new ScenarioFailedException($"the database {Database} is not empty after {WipeLimit.TotalSeconds} s; connected are {await ConnectedAsync(cancellation)}", e);
        }
    }

    private async Task<string> ConnectedAsync(CancellationToken cancellation)
    {
        await using var connection = await OpenAsync(null, cancellation);
        await using var command = new MySqlCommand("SELECT ID, COMMAND, TIME, STATE, INFO FROM information_schema.PROCESSLIST", connection);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        return PythonJson.Write((await TableAsync(reader, cancellation))["rows"]);
    }

    private async Task<MySqlConnection> OpenAsync(string? database, CancellationToken cancellation)
    {
        // Values and counts as the server sends them, without the conveniences of MySqlConnector.
        var settings = new MySqlConnectionStringBuilder(endpoints.MySqlConnectionString(database))
        {
            Pooling = false, SslMode = MySqlSslMode.None, TreatTinyAsBoolean = false, GuidFormat = MySqlGuidFormat.None, UseAffectedRows = true, AllowUserVariables = true,
        };
        var connection = new MySqlConnection(settings.ConnectionString);
        await connection.OpenAsync(cancellation);
        return connection;
    }

    private static async Task<JsonObject> TableAsync(MySqlDataReader reader, CancellationToken cancellation)
    {
        var columns = Enumerable.Range(0, reader.FieldCount).ToList();
        var rows = new JsonArray();
        while (await reader.ReadAsync(cancellation))
        {
            rows.Add(new JsonArray([.. columns.Select(c => Value(reader, c))]));
        }
        return new JsonObject { ["columns"] = new JsonArray([.. columns.Select(c => JsonValue.Create(reader.GetName(c)))]), ["rows"] = rows };
    }

    // MySQL's decimals have more digits than .NET's.
    private static JsonNode? Value(MySqlDataReader reader, int column) => reader.GetDataTypeName(column) is var type && type == "DECIMAL" && !reader.IsDBNull(column)
        ? JsonValue.Create(reader.GetMySqlDecimal(column).ToString())
        : PlainValue.OfColumn(reader.GetValue(column), type);
}
