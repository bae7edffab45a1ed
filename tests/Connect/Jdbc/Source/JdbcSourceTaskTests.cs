using Ms2Lab.Connect.Api;

namespace Ms2Lab.Connect.Tests.Jdbc.Source;

[Collection(MySqlTests.Name)]
public sealed class JdbcSourceTaskTests(MySqlFixture mysql)
{
    [Fact]
    public async Task Incrementing_goes_on_behind_the_last_id_and_misses_what_comes_below_it()
    {
        await mysql.SqlAsync("CREATE TABLE inc (id INT PRIMARY KEY, v VARCHAR(9))");
        await mysql.SqlAsync("INSERT INTO inc VALUES (1,'a'),(5,'b')");
        await using var first = await SourceRun.StartAsync(mysql, "inc", null, ("mode", "incrementing"), ("incrementing.column.name", "id"));
        (await first.ReadAsync(2)).Select(Offset).Should().Equal("incrementing=1", "incrementing=5");
        await first.DisposeAsync();

        await mysql.SqlAsync("INSERT INTO inc VALUES (3,'late'),(6,'c')");
        await using var second = await SourceRun.StartAsync(mysql, "inc", first, ("mode", "incrementing"), ("incrementing.column.name", "id"));

        var record = (await second.ReadAsync(1)).Should().ContainSingle().Subject;
        record.Topic.Should().Be("t-inc");
        record.SourcePartition.Should().BeEquivalentTo(new Dictionary<string, object?> { ["protocol"] = "1", ["table"] = "vectors.inc" });
        record.Value!.ToString().Should().Be("Struct{id=6,v=c}");
    }

    [Fact]
    public async Task Rows_of_one_timestamp_count_as_read_when_the_last_of_them_is()
    {
        await mysql.SqlAsync("CREATE TABLE tst (id INT PRIMARY KEY, ts DATETIME(6) NOT NULL)");
        await mysql.SqlAsync("INSERT INTO tst VALUES (1,'2020-01-01 00:00:00'),(2,'2020-01-01 00:00:00.000001'),(3,'2020-01-01 00:00:00.000001'),(4,'2020-01-02')");

        await using var run = await SourceRun.StartAsync(mysql, "tst", null, ("mode", "timestamp"), ("timestamp.column.name", "ts"));

        (await run.ReadAsync(4)).Select(Offset).Should().Equal(
            "timestamp=1577836800000,timestamp_nanos=0", "timestamp=1577836800000,timestamp_nanos=0",
            "timestamp=1577836800000,timestamp_nanos=1000", "timestamp=1577923200000,timestamp_nanos=0");
    }

    [Fact]
    public async Task Timestamp_and_id_find_changed_rows_and_new_ones_of_the_same_time()
    {
        await mysql.SqlAsync("CREATE TABLE pair (id INT PRIMARY KEY, ts DATETIME NOT NULL)");
        await mysql.SqlAsync("INSERT INTO pair VALUES (1,'2020-01-01'),(2,'2020-01-01')");
        await using var run = await SourceRun.StartAsync(
            mysql, "pair", null, ("mode", "timestamp+incrementing"), ("timestamp.column.name", "ts"), ("incrementing.column.name", "id"));
        await run.ReadAsync(2);

        await mysql.SqlAsync("INSERT INTO pair VALUES (3,'2020-01-01'); UPDATE pair SET ts='2020-01-03' WHERE id=1");

        (await run.ReadAsync(2)).Select(r => ((Struct)r.Value!).GetInt32("id")).Should().Equal(3, 1);
    }

    [Fact]
    public async Task A_time_below_midnight_in_another_zone_is_read_in_that_zone()
    {
        await mysql.SqlAsync("CREATE TABLE zon (d DATE, dt DATETIME, t TIME)");
        await mysql.SqlAsync("INSERT INTO zon VALUES ('2024-03-10','2024-03-10 02:30:00','02:30:00')");

        await using var run = await SourceRun.StartAsync(mysql, "zon", null, ("mode", "bulk"), ("db.timezone", "America/New_York"), ("poll.interval.ms", "600000"));

        // The hour that the zone skips is read with the offset before it.
        var row = (Struct)(await run.ReadAsync(1))[0].Value!;
        row.Schema.Fields.Select(row.Get).Should().Equal(new Instant(1710028800000), new Instant(1710055800000), new Instant(27000000));
    }

    [Theory]
    [InlineData("BIGINT UNSIGNED", "18446744073709551615", "Value '18,446,744,073,709,551,615' is outside of valid range for type java.lang.Long")]
    [InlineData("BIT(9)", "256", "Value '256' is outside of valid range for type java.lang.Byte")]
    public async Task A_value_that_Java_cannot_hold_ends_the_reading(string type, string value, string error)
    {
        var table = "bad" + type.Length;
        await mysql.SqlAsync($"CREATE TABLE {table} (v {type})");
        await mysql.SqlAsync($"INSERT INTO {table} VALUES ({value})");
        await using var run = await SourceRun.StartAsync(mysql, table, null, ("mode", "bulk"));

        var failure = (await run.Invoking(r => r.ReadAsync(1)).Should().ThrowAsync<ConnectException>()).Which;

        JavaTrace.Of(failure).Split('\n').Where(l => !l.StartsWith('\t') && l.Length > 0).Should().Equal(
            "org.apache.kafka.connect.errors.ConnectException: Error while polling for records",
            "Caused by: org.apache.kafka.connect.errors.ConnectException: Error while processing table querier",
            $"Caused by: org.apache.kafka.connect.errors.DataException: java.sql.SQLDataException: {error}",
            $"Caused by: java.sql.SQLDataException: {error}", $"Caused by: com.mysql.cj.exceptions.NumberOutOfRange: {error}");
    }

    [Fact]
    public async Task A_table_without_the_offset_column_is_refused_at_the_start()
    {
        await mysql.SqlAsync("CREATE TABLE nocol (id INT PRIMARY KEY)");

        await FluentActions.Awaiting(() => SourceRun.StartAsync(mysql, "nocol", null, ("mode", "incrementing"), ("incrementing.column.name", "nr")))
            .Should().ThrowAsync<ConfigException>().WithMessage("Incrementing column: nr does not exist in table '`vectors`.`nocol`'");
    }

    private static string Offset(SourceRecord record) => string.Join(',', record.SourceOffset!.Select(o => $"{o.Key}={o.Value}"));
}
