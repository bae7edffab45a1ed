using Ms2Lab.Connect.Api;
using Ms2Lab.Connect.Jdbc.Sink;

namespace Ms2Lab.Connect.Tests.Jdbc.Sink;

/// <summary>A sink task on a real database, and records to feed it with.</summary>
internal sealed class SinkRun(MySqlFixture mysql, string topic) : IAsyncDisposable
{
    public static readonly Schema Reading = SchemaBuilder.Struct()
        .Field("id", Schema.Int64Schema).Field("temp", Schema.OptionalFloat64Schema).Build();

    private readonly JdbcSinkTask _task = new();
    private long _offset;

    public FakeSinkContext Context { get; init; } = new();

    public async Task<SinkRun> StartAsync(params (string Name, string Value)[] settings)
    {
        var props = new Dictionary<string, string>
        {
            ["name"] = topic,
            ["connection.url"] = $"jdbc:mysql://{mysql.Address}/vectors",
            ["connection.user"] = "lab",
            ["connection.password"] = "labpass",
            ["max.retries"] = "0",
        };
        foreach (var (name, value) in settings)
        {
            props[name] = value;
        }

        _task.Initialize(Context);
        await _task.StartAsync(props, CancellationToken.None);
        return this;
    }

    public Task PutAsync(params SinkRecord[] records) => _task.PutAsync(records, TestContext.Current.CancellationToken);

    public SinkRecord Record(Schema? keySchema, object? key, Schema? valueSchema, object? value) =>
        new(topic, 0, keySchema, key, valueSchema, value, _offset++, 1000);

    public SinkRecord Record(Schema schema, params object?[] values)
    {
        var value = new Struct(schema);
        foreach (var field in schema.Fields)
        {
            value.Put(field, values[field.Index]);
        }

        return Record(null, null, schema, value);
    }

    public SinkRecord Read(long id, double? temp) => Record(Reading, id, temp);

    public Task<IReadOnlyList<object?[]>> RowsAsync(string? sql = null) => mysql.SqlAsync(sql ?? $"SELECT * FROM `{topic}` ORDER BY 1, 2");

    public async Task<string> CreateStatementAsync() => (string)(await mysql.SqlAsync($"SHOW CREATE TABLE `{topic}`"))[0][1]!;

    public async ValueTask DisposeAsync() => await _task.StopAsync();
}
