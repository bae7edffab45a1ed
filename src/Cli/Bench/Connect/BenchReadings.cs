using System.Globalization;
using System.Text;
using Ms2Lab.Connect.Api;
using Ms2Lab.Kafka.Client;
using Ms2Lab.Kafka.Client.Producing;

namespace Ms2Lab.Cli.Bench.Connect;

/// <summary>Smart-meter readings numbered from 0: as records for connectors and as SQL for the writer beside them.</summary>
internal static class BenchReadings
{
    private static readonly string[] Profiles = ["boston", "denver", "losang"];

    private static readonly Schema Schema = SchemaBuilder.Struct().Name("smartMeter")
        .Field("ID", SchemaBuilder.Int64().Build())
        .Field("time", SchemaBuilder.Int64().Optional().Build())
        .Field("profile_name", SchemaBuilder.String().Optional().Build())
        .Field("temperature", SchemaBuilder.Float64().Optional().Build())
        .Field("humidity", SchemaBuilder.Float64().Optional().Build())
        .Field("pressure", SchemaBuilder.Float64().Optional().Build())
        .Build();

    /// <summary>Columns of a table that holds them, as the sink would create it.</summary>
    public const string Columns =
        "`ID` BIGINT NOT NULL,`time` BIGINT NULL,`profile_name` VARCHAR(256) NULL,`temperature` DOUBLE NULL,`humidity` DOUBLE NULL,`pressure` DOUBLE NULL,PRIMARY KEY(`ID`)";

    /// <summary>What makes an INSERT of theirs an upsert, as MySQL 8.0.20 and later want it written.</summary>
    public const string OnDuplicate =
        " AS n ON DUPLICATE KEY UPDATE `time`=n.`time`,`profile_name`=n.`profile_name`,`temperature`=n.`temperature`,`humidity`=n.`humidity`,`pressure`=n.`pressure`";

    /// <summary>Sends readings to partition 0 of a topic and waits until the broker has them.</summary>
    /// <param name="client">The cluster.</param>
    /// <param name="topic">The topic.</param>
    /// <param name="converter">Writes their values.</param>
    /// <param name="count">How many.</param>
    /// <param name="cancellation">Gives up.</param>
    public static async Task SendAsync(KafkaClient client, string topic, IConverter converter, int count, CancellationToken cancellation)
    {
        await using var producer = new KafkaProducer(client, new ProducerOptions { BatchSize = 256 << 10, Linger = TimeSpan.FromMilliseconds(5) });
        var last = Task.CompletedTask;
        for (var id = 0; id < count; id++)
        {
            last = await producer.SendAsync(Record(topic, converter, id), cancellation).ConfigureAwait(false);
        }
        await producer.FlushAsync(cancellation).ConfigureAwait(false);
        await last.ConfigureAwait(false);
    }

    /// <summary>A reading as a record for partition 0 of a topic.</summary>
    public static ProducerRecord Record(string topic, IConverter converter, int id) => new(topic, 0, null, converter.FromConnectData(topic, null, Schema, Reading(id)));

    /// <summary>Appends a row's values, in brackets, as SQL.</summary>
    public static void AppendSql(StringBuilder sql, int id)
    {
        var (profile, temperature, humidity, pressure) = Values(id);
        sql.Append(CultureInfo.InvariantCulture, $"({id},{1_700_000_000L + id},'{profile}',{temperature:R},{humidity:R},{pressure:R})");
    }

    private static Struct Reading(int id)
    {
        var (profile, temperature, humidity, pressure) = Values(id);
        return new Struct(Schema).Put("ID", (long)id).Put("time", 1_700_000_000L + id).Put("profile_name", profile)
            .Put("temperature", temperature).Put("humidity", humidity).Put("pressure", pressure);
    }

    private static (string Profile, double Temperature, double Humidity, double Pressure) Values(int id) =>
        (Profiles[id % Profiles.Length], 30 + (id * 37 % 5000) / 100.0, (id * 53 % 10000) / 100.0, 1 + (id * 71 % 10000) / 100000.0);
}
