using Ms2Lab.Connect.Api;
using Ms2Lab.Connect.Jdbc.Database;
using Ms2Lab.Connect.Jdbc.Sink;

namespace Ms2Lab.Connect.Tests.Jdbc.Sink;

public sealed class SinkStatementsTests
{
    private static readonly TableId Table = new("db", null, "t");

    private static readonly Schema Value = SchemaBuilder.Struct()
        .Field("id", Schema.Int32Schema)
        .Field("name", Schema.OptionalStringSchema)
        .Field("n", SchemaBuilder.Int8().DefaultValue((sbyte)1).Build())
        .Build();

    [Fact]
    public void Every_type_of_Connect_has_its_MySQL_type()
    {
        var schema = SchemaBuilder.Struct()
            .Field("i8", Schema.Int8Schema).Field("i16", Schema.Int16Schema).Field("i32", Schema.Int32Schema).Field("i64", Schema.Int64Schema)
            .Field("f", Schema.Float32Schema).Field("d", Schema.Float64Schema).Field("b", Schema.BooleanSchema).Field("s", Schema.StringSchema)
            .Field("x", Schema.BytesSchema).Field("dec", DecimalLogical.Schema(2)).Field("day", DateLogical.Schema)
            .Field("time", TimeLogical.Schema).Field("ts", TimestampLogical.Schema).Field("us", Schema.Int64Schema).Build();

        Create(schema, ("timestamp.fields.list", "us")).Should().Be(
            "CREATE TABLE `db`.`t` (\n`i8` TINYINT NOT NULL,\n`i16` SMALLINT NOT NULL,\n`i32` INT NOT NULL,\n`i64` BIGINT NOT NULL,\n"
            + "`f` FLOAT NOT NULL,\n`d` DOUBLE NOT NULL,\n`b` TINYINT NOT NULL,\n`s` TEXT NOT NULL,\n`x` VARBINARY(1024) NOT NULL,\n"
            + "`dec` DECIMAL(65,2) NOT NULL,\n`day` DATE NOT NULL,\n`time` TIME(3) NOT NULL,\n`ts` DATETIME(3) NOT NULL,\n`us` DATETIME(6) NOT NULL)");
    }

    [Fact]
    public void Created_table_has_defaults_and_its_key_last()
    {
        Create(Value, ("pk.mode", "record_value"), ("pk.fields", "id")).Should().Be(
            "CREATE TABLE `db`.`t` (\n`id` INT NOT NULL,\n`name` TEXT NULL,\n`n` TINYINT DEFAULT 1,\nPRIMARY KEY(`id`))");
    }

    [Fact]
    public void Nested_fields_have_no_column_type()
    {
        var schema = SchemaBuilder.Struct().Field("s", SchemaBuilder.Struct().Name("Inner").Field("k", Schema.Int32Schema).Build()).Build();

        var create = () => Create(schema);

        create.Should().Throw<ConnectException>().WithMessage("Inner (STRUCT) type doesn't have a mapping to the SQL database column type");
    }

    [Theory]
    [InlineData("insert", "INSERT INTO `db`.`t`(`id`,`name`,`n`) VALUES(7,'it\\'s \\\\',1)")]
    [InlineData("upsert", "insert into `db`.`t`(`id`,`name`,`n`) values(7,'it\\'s \\\\',1) on duplicate key update `name`=values(`name`),`n`=values(`n`)")]
    [InlineData("update", "UPDATE `db`.`t` SET `name` = 'it\\'s \\\\', `n` = 1 WHERE `id` = 7")]
    public void Rows_are_written_with_escaped_literals_and_defaults_for_nulls(string mode, string sql)
    {
        var rows = Rows(("insert.mode", mode), ("pk.mode", "record_value"), ("pk.fields", "id"));
        var batch = rows.NewWrites();

        rows.AppendWrite(batch, Record());

        batch.Sql(0, 1).Should().Be(sql);
    }

    [Fact]
    public void Names_stay_bare_where_quoting_is_off_and_fields_off_the_list_are_left_out()
    {
        var rows = Rows(("quote.sql.identifiers", "never"), ("fields.whitelist", "name"));
        var batch = rows.NewWrites();

        rows.AppendWrite(batch, Record());

        batch.Sql(0, 1).Should().Be("INSERT INTO db.t(name) VALUES('it\\'s \\\\')");
    }

    [Fact]
    public void Batch_is_cut_where_a_request_would_grow_too_large()
    {
        var batch = new RowBatch("H ", "");
        foreach (var row in (string[])["(1)", new string('x', 600_000), "(2)", "(3)"])
        {
            batch.Text.Append(row);
            batch.EndRow();
        }

        batch.Chunks().Should().Equal((0, 1), (1, 2), (2, 4));
        batch.Sql(2, 4).Should().Be("H (2),(3)");
    }

    [Theory]
    [InlineData("a", null, null, "a")]
    [InlineData("s.a", null, "s", "a")]
    [InlineData("c.s.a", "c", "s", "a")]
    [InlineData("`a.b`", null, null, "a.b")]
    public void Table_names_are_split_at_points_outside_backticks(string name, string? catalog, string? schema, string table) =>
        TableId.Parse(name).Should().Be(new TableId(catalog, schema, table));

    private static JdbcSinkConfig Config((string, string)[] settings) => new(
        settings.Append(("connection.url", "jdbc:mysql://db/vectors")).ToDictionary(s => s.Item1, s => s.Item2));

    private static string Create(Schema schema, params (string, string)[] settings)
    {
        var config = Config(settings);
        return new SinkDialect(config).Ddl.Create(Table, FieldsMetadata.Extract("t", config, null, schema).All);
    }

    private static RowWriter Rows(params (string, string)[] settings)
    {
        var config = Config(settings);
        var dialect = new SinkDialect(config);
        return new RowWriter(config, Table, FieldsMetadata.Extract("t", config, null, Value), null, Value, dialect.Quotes, dialect.Literals);
    }

    private static SinkRecord Record() =>
        new("t", 0, null, null, Value, new Struct(Value).Put("id", 7).Put("name", "it's \\"), 0);
}
