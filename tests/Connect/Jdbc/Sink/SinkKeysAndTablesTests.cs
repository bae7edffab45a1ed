using Ms2Lab.Connect.Api;
using Ms2Lab.Connect.Jdbc.Sink;

namespace Ms2Lab.Connect.Tests.Jdbc.Sink;

[Collection(MySqlTests.Name)]
public sealed class SinkKeysAndTablesTests(MySqlFixture mysql)
{
    private static readonly Schema Temp = SchemaBuilder.Struct().Field("temp", Schema.OptionalFloat64Schema).Build();

    private static readonly Schema Wider = SchemaBuilder.Struct()
        .Field("id", Schema.Int64Schema).Field("temp", Schema.OptionalFloat64Schema).Field("hum", Schema.OptionalFloat64Schema).Build();

    private static readonly (string, string)[] Keyed =
        [("pk.mode", "record_key"), ("pk.fields", "id"), ("auto.create", "true"), ("delete.enabled", "true")];

    [Fact]
    public async Task Tombstone_deletes_its_row_and_a_later_record_of_the_key_in_the_same_delivery_is_kept()
    {
        await using var sink = await new SinkRun(mysql, "tomb").StartAsync(Keyed);

        await sink.PutAsync(OfKey(sink, 1, 1.0), OfKey(sink, 2, 2.0), OfKey(sink, 1, null), OfKey(sink, 1, 3.0), OfKey(sink, 2, null));

        (await sink.RowsAsync("SELECT id, temp FROM tomb")).Should().BeEquivalentTo(new object?[][] { [1L, 3.0] });
    }

    [Fact]
    public async Task Key_columns_of_a_created_table_come_after_the_values_sorted_by_name()
    {
        var key = SchemaBuilder.Struct().Field("site", Schema.Int32Schema).Field("sensor", Schema.Int32Schema).Build();
        await using var sink = await new SinkRun(mysql, "comp").StartAsync(
            ("insert.mode", "upsert"), ("pk.mode", "record_key"), ("auto.create", "true"));

        await sink.PutAsync(sink.Record(
            key, new Struct(key).Put("site", 1).Put("sensor", 2), Temp, new Struct(Temp).Put("temp", 1.5)));

        (await sink.CreateStatementAsync()).Should().StartWith(
            "CREATE TABLE `comp` (\n  `temp` double DEFAULT NULL,\n  `sensor` int NOT NULL,\n  `site` int NOT NULL,\n  PRIMARY KEY (`sensor`,`site`)\n)");
    }

    [Fact]
    public async Task Alternating_schemas_are_all_written_and_new_columns_added()
    {
        await using var sink = await new SinkRun(mysql, "alt").StartAsync(
            ("pk.mode", "record_value"), ("pk.fields", "id"), ("auto.create", "true"), ("auto.evolve", "true"));

        await sink.PutAsync(sink.Read(1, 1), sink.Record(Wider, 2L, 2.0, 20.0), sink.Read(3, 3));

        (await sink.RowsAsync()).Should().BeEquivalentTo(new object?[][] { [1L, 1.0, null], [2L, 2.0, 20.0], [3L, 3.0, null] });
    }

    [Fact]
    public async Task New_field_fails_the_task_where_tables_may_not_evolve()
    {
        await using var sink = await new SinkRun(mysql, "evo").StartAsync(("auto.create", "true"));
        await sink.PutAsync(sink.Read(1, 1));

        var put = () => sink.PutAsync(sink.Record(Wider, 2L, 2.0, 20.0));

        await put.Should().ThrowAsync<TableAlterOrCreateException>().WithMessage(
            "Table \"vectors\".\"evo\" is missing fields ([SinkRecordField{schema=Schema{FLOAT64}, name='hum', isPrimaryKey=false}]) "
            + "and auto-evolution is disabled");
    }

    [Fact]
    public async Task Update_changes_rows_that_are_there_and_a_failing_row_undoes_the_delivery()
    {
        await mysql.SqlAsync("CREATE TABLE upd (id BIGINT PRIMARY KEY, temp DOUBLE NOT NULL); INSERT INTO upd VALUES (1, 10), (2, 20)");
        await using var sink = await new SinkRun(mysql, "upd").StartAsync(
            ("insert.mode", "update"), ("pk.mode", "record_value"), ("pk.fields", "id"));

        await sink.PutAsync(sink.Read(1, 11), sink.Read(9, 99));
        var put = () => sink.PutAsync(sink.Read(2, 21), sink.Read(1, null), sink.Read(2, 22));

        await put.Should().ThrowAsync<ConnectException>().WithMessage("*java.sql.BatchUpdateException: Column 'temp' cannot be null*");
        (await sink.RowsAsync()).Should().BeEquivalentTo(new object?[][] { [1L, 11.0], [2L, 20.0] });
    }

    [Fact]
    public async Task Texts_are_stored_as_they_are()
    {
        const string Text = "🌡️ 'it''s' \"21°\" \\ ; DROP TABLE txt; -- \0 @x ? \t\n";
        await using var sink = await new SinkRun(mysql, "txt").StartAsync(("auto.create", "true"));

        await sink.PutAsync(sink.Record(null, null, Schema.StringSchema, Text));

        (await sink.RowsAsync("SELECT record_value FROM txt"))[0][0].Should().Be(Text);
    }

    [Fact]
    public async Task Name_with_a_database_is_refused_by_the_server_in_its_own_words()
    {
        await using var sink = await new SinkRun(mysql, "sub").StartAsync(("auto.create", "true"), ("table.name.format", "vectors.of_${topic}"));

        var put = () => sink.PutAsync(sink.Read(1, 1));

        await put.Should().ThrowAsync<ConnectException>().WithMessage(
            "java.sql.SQLException: Exception chain:\njava.sql.SQLSyntaxErrorException: You have an error in your SQL syntax;*"
            + "near '.`of_sub` (\n`id` BIGINT NOT NULL,\n`temp` DOUBLE NULL)' at line 1\n");
    }

    private static SinkRecord OfKey(SinkRun sink, long id, double? temp) => temp is null
        ? sink.Record(Schema.Int64Schema, id, null, null)
        : sink.Record(Schema.Int64Schema, id, Temp, new Struct(Temp).Put("temp", temp));
}
