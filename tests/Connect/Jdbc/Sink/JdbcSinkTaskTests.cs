using Ms2Lab.Connect.Api;
using Ms2Lab.Connect.Jdbc.Sink;

namespace Ms2Lab.Connect.Tests.Jdbc.Sink;

[Collection(MySqlTests.Name)]
public sealed class JdbcSinkTaskTests(MySqlFixture mysql)
{
    private static readonly (string, string)[] Upsert =
        [("insert.mode", "upsert"), ("pk.mode", "record_value"), ("pk.fields", "id"), ("auto.create", "true")];

    private static readonly (string, string)[] Insert = [("pk.mode", "record_value"), ("pk.fields", "id"), ("auto.create", "true")];

    [Fact]
    public async Task Upsert_replaces_the_row_with_the_same_id_and_the_last_of_a_delivery_wins()
    {
        await using var sink = await new SinkRun(mysql, "ups").StartAsync(Upsert);

        await sink.PutAsync(sink.Read(1, 20.5), sink.Read(2, 3), sink.Read(1, 19.5));
        await sink.PutAsync(sink.Read(2, null));

        (await sink.RowsAsync()).Should().BeEquivalentTo(new object?[][] { [1L, 19.5], [2L, null] });
        (await sink.CreateStatementAsync()).Should().Be(
            "CREATE TABLE `ups` (\n  `id` bigint NOT NULL,\n  `temp` double DEFAULT NULL,\n  PRIMARY KEY (`id`)\n) "
            + "ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_0900_ai_ci");
    }

    [Fact]
    public async Task Duplicates_fail_the_delivery_as_a_whole_and_the_last_of_them_is_named()
    {
        await mysql.SqlAsync("CREATE TABLE dup (id BIGINT PRIMARY KEY, temp DOUBLE); INSERT INTO dup VALUES (2, 0), (4, 0)");
        await using var sink = await new SinkRun(mysql, "dup").StartAsync(Insert);

        var put = () => sink.PutAsync(sink.Read(1, 1), sink.Read(2, 2), sink.Read(3, 3), sink.Read(4, 4), sink.Read(5, 5));

        var error = (await put.Should().ThrowAsync<ConnectException>()).Which;
        error.InnerException!.Message.Should().Be(
            "Exception chain:\njava.sql.BatchUpdateException: Duplicate entry '4' for key 'dup.PRIMARY'\n"
            + "java.sql.SQLIntegrityConstraintViolationException: Duplicate entry '4' for key 'dup.PRIMARY'\n");
        JavaTrace.Describe(error).Should().StartWith(
            "org.apache.kafka.connect.errors.ConnectException: java.sql.SQLException: Exception chain:\njava.sql.BatchUpdateException: ");
        (await sink.RowsAsync()).Should().HaveCount(2);
    }

    [Fact]
    public async Task Rewritten_batches_name_the_first_duplicate()
    {
        await mysql.SqlAsync("CREATE TABLE rew (id BIGINT PRIMARY KEY, temp DOUBLE); INSERT INTO rew VALUES (2, 0), (4, 0)");
        await using var sink = await new SinkRun(mysql, "rew").StartAsync([.. Insert, ("connection.rewriteBatchedStatements", "true")]);

        var put = () => sink.PutAsync(sink.Read(1, 1), sink.Read(2, 2), sink.Read(4, 4));

        await put.Should().ThrowAsync<ConnectException>().WithMessage("*Duplicate entry '2' for key 'rew.PRIMARY'*");
    }

    [Fact]
    public async Task Trimmed_errors_say_which_row_failed_but_not_what_it_held()
    {
        await using var sink = await new SinkRun(mysql, "trim").StartAsync([.. Insert, ("trim.sensitive.log", "true")]);

        var put = () => sink.PutAsync(sink.Read(1, 1), sink.Read(1, 2));

        (await put.Should().ThrowAsync<ConnectException>()).Which.InnerException!.Message.Should().Be(
            "Exception chain:\nio.confluent.connect.jdbc.util.LogUtil$RedactedBatchUpdateException: <redacted> [class=java.sql.BatchUpdateException; "
            + "SQLState=23000; errorCode=1062; updateCountLength=2; firstExecuteFailedIndex=1]\n");
    }

    [Fact]
    public async Task Database_errors_are_retried_as_often_as_configured_and_the_count_starts_anew_after_a_success()
    {
        await using var sink = await new SinkRun(mysql, "ret").StartAsync([.. Insert, ("max.retries", "1"), ("retry.backoff.ms", "70")]);
        await sink.PutAsync(sink.Read(1, 20.5));
        var again = () => sink.PutAsync(sink.Read(1, 21.5));

        await again.Should().ThrowAsync<RetriableException>();
        await mysql.SqlAsync("DELETE FROM ret");
        await again();
        await again.Should().ThrowAsync<RetriableException>();
        (await again.Should().ThrowAsync<ConnectException>()).Which.Should().NotBeOfType<RetriableException>();

        sink.Context.Timeouts.Should().Equal(TimeSpan.FromMilliseconds(70), TimeSpan.FromMilliseconds(70));
    }

    [Fact]
    public async Task Record_that_cannot_be_used_takes_the_written_part_of_its_delivery_with_it()
    {
        await mysql.SqlAsync("CREATE TABLE mid (id BIGINT PRIMARY KEY, temp DOUBLE)");
        await using var sink = await new SinkRun(mysql, "mid").StartAsync([.. Insert, ("batch.size", "1")]);

        var put = () => sink.PutAsync(sink.Read(1, 1), sink.Read(2, 2), sink.Record(null, null, null, null));

        await put.Should().ThrowAsync<ConnectException>().WithMessage(
            "Sink connector 'mid' is configured with 'delete.enabled=false' and 'pk.mode=record_value' and therefore requires records with a "
            + "non-null Struct or String value and non-null Struct or String schema, but found record at "
            + "(topic='mid',partition=0,offset=2,timestamp=1000) with a null value and null value schema.");
        (await sink.RowsAsync()).Should().BeEmpty();
    }

    [Fact]
    public async Task Rows_that_the_database_refuses_are_reported_one_by_one_and_the_others_stored()
    {
        await mysql.SqlAsync("CREATE TABLE dlq (id BIGINT PRIMARY KEY, temp DOUBLE, CONSTRAINT plausible CHECK (temp < 100))");
        await using var sink = await new SinkRun(mysql, "dlq") { Context = new FakeSinkContext { Reports = true } }.StartAsync(Upsert);

        await sink.PutAsync(sink.Read(1, 1), sink.Read(2, 500), sink.Read(3, 3));

        (await sink.RowsAsync()).Should().BeEquivalentTo(new object?[][] { [1L, 1.0], [3L, 3.0] });
        var (record, error) = sink.Context.Reported.Should().ContainSingle().Which;
        record.KafkaOffset.Should().Be(1);
        error.Message.Should().Be(
            "Exception chain:\njava.sql.BatchUpdateException: Check constraint 'plausible' is violated.\n"
            + "java.sql.SQLException: Check constraint 'plausible' is violated.\n");
    }

    [Fact]
    public async Task Missing_table_fails_without_a_retry_where_creating_is_not_allowed()
    {
        await using var sink = await new SinkRun(mysql, "nope").StartAsync(("max.retries", "5"));

        var put = () => sink.PutAsync(sink.Read(1, 1));

        await put.Should().ThrowAsync<TableAlterOrCreateException>().WithMessage("Table \"vectors\".\"nope\" is missing and auto-creation is disabled");
    }

    [Fact]
    public async Task Login_that_no_longer_works_fails_the_task_whatever_the_retries()
    {
        await using var sink = await new SinkRun(mysql, "login").StartAsync(
            ("connection.password", "wrong"), ("max.retries", "5"), ("connection.attempts", "2"), ("connection.backoff.ms", "1"));

        var put = () => sink.PutAsync(sink.Read(1, 1));

        var error = (await put.Should().ThrowAsync<ConnectException>()).Which;
        error.Should().NotBeOfType<RetriableException>();
        error.Message.Should().MatchRegex("^java.sql.SQLException: Access denied for user 'lab'@'[^']+' \\(using password: YES\\)$");
    }
}
