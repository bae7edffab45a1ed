using Ms2Lab.Labs.LabKit;
using Ms2Lab.Labs.LabKit.Clients;
using Ms2Lab.Labs.LabKit.Connectors;
using Ms2Lab.Labs.LabKit.Readings;
using Ms2Lab.Schemas.Registry;

namespace Ms2Lab.Labs.Serializers;

/// <summary>The steps in which a producer writes Avro and leaves out the five bytes: what the AvroConverter says, in the task's trace and in a dead letter's headers.</summary>
internal static class RawAvroSteps
{
    private const string JdbcSink = "io.confluent.connect.jdbc.JdbcSinkConnector";
    private const string Unknown = "Unknown magic byte!";
    private const string DeadLetters = "readings_raw_dead";
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    /// <summary>The step in which the task stops.</summary>
    /// <param name="readings">Three, the one in the middle without its five bytes.</param>
    public static LabStep Stopped(IReadOnlyList<SmartMeterReading> readings) => Step("raw-avro", "readings_raw", readings) with
    {
        Checks =
        [
            new()
            {
                Id = "stopped", Title = "The task is FAILED, and the trace ends in what the converter missed", Points = 2, Limit = Limit,
                Verify = Sink("raw-avro", "readings_raw").TaskFails(Unknown, t => t.Rows.Count > 1, "Read the values with the AvroConverter and tolerate nothing, which is the default."),
            },
        ],
    };

    /// <summary>The step in which the record is put aside.</summary>
    /// <param name="readings">Three, the one in the middle without its five bytes.</param>
    public static LabStep Kept(IReadOnlyList<SmartMeterReading> readings)
    {
        var step = Step("raw-avro-kept", "readings_raw_kept", readings);
        SmartMeterReading[] good = [readings[0], readings[2]];
        return step with
        {
            Checks =
            [
                new()
                {
                    Id = "good-pass", Title = "The readings before and behind it arrive", Points = 2, Limit = Limit,
                    Verify = Sink("raw-avro-kept", "readings_raw_kept").Rows(
                        $"table readings_raw_kept: {ReadingTable.Describe(good)}", t => ReadingTable.Holds(t, good), "Set \"errors.tolerance\": \"all\"."),
                },
                new()
                {
                    Id = "kept", Title = $"The raw record is in topic {DeadLetters}, byte for byte", Needs = ["good-pass"], Limit = Limit,
                    Verify = (lab, cancellation) => lab.ExpectAsync(
                        $"one record of {Raw(readings[1]).Length} bytes, those of the producer", _ => Task.FromResult(lab.Kafka.Read(DeadLetters)),
                        records => records is [{ Value: { } value }] && value.AsSpan().SequenceEqual(Raw(readings[1])),
                        records => records is [] ? $"no record in {DeadLetters}" : string.Join(", ", records.Select(r => $"{r.Value?.Length ?? 0} bytes")),
                        _ => $"Name the topic: \"errors.deadletterqueue.topic.name\": \"{DeadLetters}\".", cancellation),
                },
                new()
                {
                    Id = "told-why", Title = "Its headers hold the converter's error", Needs = ["kept"], Points = 2,
                    Verify = (lab, cancellation) => lab.ExpectAsync(
                        $"a header __connect.errors.exception.stacktrace with \"{Unknown}\" in it", _ => Task.FromResult(lab.Kafka.Read(DeadLetters) is [var first, ..] ? first : null),
                        record => Trace(record)?.Contains(Unknown, StringComparison.Ordinal) == true,
                        record => TraceText.Cause(Trace(record)) ?? "no such header", _ => "Set \"errors.deadletterqueue.context.headers.enable\": \"true\".", cancellation),
                },
            ],
            Resources = step.Resources with { Topics = ["readings_raw_kept", DeadLetters] },
        };
    }

    private static LabStep Step(string id, string topic, IReadOnlyList<SmartMeterReading> readings) => new()
    {
        Id = id,
        ConnectorClasses = [JdbcSink],
        Artifacts = [ConnectorActions.Configuration(topic)],
        Prepare = async (lab, cancellation) =>
        {
            var schema = await lab.Registry.RegisterAsync(SchemaSteps.Subject(topic), ReadingAvro.Schema, "AVRO", cancellation);
            await MeterTopic.SendUpToAsync(lab, topic, readings, readings.Count, cancellation, r => r == readings[1] ? Raw(r) : ReadingAvro.Write(schema, r));
        },
        Action = ConnectorActions.Deploy(id, topic),
        Checks = [],
        Resources = new() { Connectors = [id], Topics = [topic], Tables = [topic], Subjects = [SchemaSteps.Subject(topic)] },
    };

    private static SinkExpectations Sink(string connector, string table) => new(connector, ReadingTable.Query(table), table);

    private static byte[] Raw(SmartMeterReading reading) => ReadingAvro.Write(0, reading)[WireFormat.HeaderLength..];

    private static string? Trace(TopicRecord? record) => record?.Headers.GetValueOrDefault("__connect.errors.exception.stacktrace");
}
