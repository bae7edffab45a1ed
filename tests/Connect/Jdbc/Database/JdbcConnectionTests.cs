using Ms2Lab.Connect.Jdbc.Database;

namespace Ms2Lab.Connect.Tests.Jdbc.Database;

[Collection(MySqlTests.Name)]
public sealed class JdbcConnectionTests(MySqlFixture mysql)
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    // Issue 7: a source task that was stopped at that moment kept its transaction open, and the database was never dropped.
    [Fact]
    public async Task A_statement_is_broken_off_although_its_database_is_being_dropped()
    {
        await mysql.SqlAsync("CREATE DATABASE doomed; CREATE TABLE doomed.t (id INT PRIMARY KEY); INSERT INTO doomed.t VALUES (1)");
        await using var connection = await JdbcConnection.OpenAsync(
            JdbcUrl.Parse($"jdbc:mysql://{mysql.Address}/doomed").ToConnectionString("root", ""), CancellationToken.None);
        await connection.ExecuteAsync("SELECT id FROM t", CancellationToken.None);
        var dropping = mysql.SqlAsync("DROP DATABASE doomed");
        await UntilAsync("state='Waiting for table metadata lock' AND info='DROP DATABASE doomed'");
        using var cancellation = new CancellationTokenSource();
        var running = connection.ExecuteAsync("SELECT id + SLEEP(3600) FROM t", cancellation.Token);
        await UntilAsync("info='SELECT id + SLEEP(3600) FROM t'");

        await cancellation.CancelAsync().WaitAsync(Limit, TestContext.Current.CancellationToken);

        await FluentActions.Awaiting(() => running.WaitAsync(Limit, TestContext.Current.CancellationToken)).Should().ThrowAsync<OperationCanceledException>();
        await connection.ExecuteAsync("COMMIT", CancellationToken.None);
        await dropping.WaitAsync(Limit, TestContext.Current.CancellationToken);
    }

    private async Task UntilAsync(string process)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(Limit);
        while ((await mysql.SqlAsync($"SELECT id FROM information_schema.processlist WHERE {process}")).Count == 0)
        {
            limit.Token.IsCancellationRequested.Should().BeFalse($"within {Limit.TotalSeconds} s the server is to show a connection with {process}");
        }
    }
}
