using System.Net;
using System.Text;
using Ms2Lab.Environments.Core;
using Ms2Lab.Labs.LabKit;
using Ms2Lab.Labs.LabKit.Clients;
using Ms2Lab.Labs.LabKit.Readings;
using Ms2Lab.Labs.Serializers;
using Ms2Lab.Schemas.Serializers;

namespace Ms2Lab.Labs;

/// <summary>Lab 06: the same readings in Avro and Protobuf, byte by byte, and what a schema may become.</summary>
public sealed class SerializersLab : Lab
{
    private const int Count = 1000;
    private const string AvroTopic = "readings_avro";
    private const string ProtobufTopic = "readings_protobuf";
    private const string EvolvedTopic = "readings_evolved";
    private const string NewField = "tariff";

    // The meter writes a thousand records before the check looks.
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);
    private static readonly IReadOnlyList<SmartMeterReading> Readings = [.. SmartMeter.Readings(seed: 6).Take(Count)];
    private static readonly Artifact AvroSchema = SchemaFiles.Avro(NewField, has: false);
    private static readonly Artifact AvroSchemaWithTariff = SchemaFiles.Avro(NewField, has: true);
    private static readonly Artifact ProtobufSchema = SchemaFiles.Protobuf();

    /// <inheritdoc/>
    public override int Number => 6;

    /// <inheritdoc/>
    public override string Id => "serializers";

    /// <inheritdoc/>
    public override Parts Parts => Parts.Kafka | Parts.Registry;

    /// <inheritdoc/>
    public override IReadOnlyList<LabStep> Steps { get; } =
    [
        new()
        {
            Id = "avro",
            Artifacts = [AvroSchema],
            Action = Register(AvroSchema, AvroTopic, "AVRO"),
            Checks =
            [
                Registered(AvroTopic, "AVRO"),
                Weighed(AvroTopic, Readings.Sum(r => ReadingAvro.Write(0, r).Length), lab => MeterSchemas.Avro(lab.Endpoints)),
            ],
            Resources = new() { Topics = [AvroTopic], Subjects = [Subject(AvroTopic)] },
        },
        new()
        {
            Id = "protobuf",
            Artifacts = [ProtobufSchema],
            Action = Register(ProtobufSchema, ProtobufTopic, "PROTOBUF"),
            Checks =
            [
                Registered(ProtobufTopic, "PROTOBUF"),
                Weighed(ProtobufTopic, Readings.Sum(r => WireFormat.HeaderLength + 1 + ReadingMessages.Of(r).CalculateSize()), lab => MeterSchemas.Protobuf(lab.Endpoints)),
            ],
            Resources = new() { Topics = [ProtobufTopic], Subjects = [Subject(ProtobufTopic)] },
        },
        new()
        {
            Id = "evolve",
            Artifacts = [AvroSchemaWithTariff],
            Prepare = EnsureFirstVersionAsync,
            Action = Register(AvroSchemaWithTariff, EvolvedTopic, "AVRO"),
            Checks =
            [
                new()
                {
                    Id = "accepted", Title = "The registry has taken a version with a tariff", Points = 2,
                    Verify = (lab, cancellation) => lab.ExpectAsync(
                        $"a latest version of {Subject(EvolvedTopic)} with a field {NewField}", ct => LatestAsync(lab, EvolvedTopic, ct),
                        HasNewField, text => lab.NoteOn(EvolvedTopic) ?? Described(text),
                        _ => "Give the new field a default: old readings have none.", cancellation),
                },
                new()
                {
                    Id = "old-reader", Title = "A consumer that knows no tariff reads the new reading", Needs = ["accepted"], Points = 2, Limit = Limit,
                    Stimulus = SendOneMoreAsync, Verify = OldReaderAsync,
                },
            ],
            Resources = new() { Topics = [EvolvedTopic], Subjects = [Subject(EvolvedTopic)] },
        },
    ];

    private static string Subject(string topic) => $"{topic}-value";

    private static Func<LabContext, CancellationToken, Task> Register(Artifact schema, string topic, string type) => async (lab, cancellation) =>
    {
        var answer = await lab.Registry.SendAsync(
            HttpMethod.Post, $"/subjects/{Subject(topic)}/versions", new { schema = schema.Locate(lab.Submission).Text, schemaType = type }, cancellation);
        if (!answer.IsSuccess)
        {
            lab.Note(topic, $"the registry's refusal: {answer.Message}");
        }
    };

    private static Check Registered(string topic, string type) => new()
    {
        Id = "schema",
        Title = $"The schema is registered for {topic}",
        Verify = (lab, cancellation) => lab.ExpectAsync(
            $"a schema of type {type} under {Subject(topic)}", ct => LatestTypeAsync(lab, topic, ct), seen => seen == type,
            seen => lab.NoteOn(topic) ?? (seen is null ? $"no subject {Subject(topic)}" : $"one of type {seen}"),
            _ => $"POST the schema to /subjects/{Subject(topic)}/versions.", cancellation),
    };

    private static Check Weighed(string topic, int bytes, Func<LabContext, IMeterSchema> schema) => new()
    {
        Id = "bytes",
        Title = $"The {Count} readings weigh no more than {bytes:N0} bytes",
        Points = 2,
        Needs = ["schema"],
        Limit = Limit,
        Stimulus = (lab, cancellation) => SendAsync(lab, topic, schema, cancellation),
        Verify = (lab, cancellation) => lab.ExpectAsync(
            $"{Count} values with magic byte and schema id, {bytes:N0} bytes or less", _ => Task.FromResult(Records(lab, topic).Take(Count).Select(r => r.Value ?? []).ToList()),
            values => values.Count == Count && values.All(v => v.Length > WireFormat.HeaderLength && v[0] == 0) && values.Sum(v => v.Length) <= bytes,
            values => values.Count == 0 ? lab.NoteOn(topic) ?? "no readings" : $"{values.Count} values, {values.Sum(v => v.Length):N0} bytes",
            _ => "Compare fields and types with the step's text, reset the step and register again.", cancellation),
    };

    private static async Task SendAsync(LabContext lab, string topic, Func<LabContext, IMeterSchema> open, CancellationToken cancellation)
    {
        if (lab.Kafka.EndOffset(topic) is > 0 || await LatestAsync(lab, topic, cancellation) is null)
        {
            return;
        }

        using var schema = open(lab);
        try
        {
            var values = Readings.Select(r => (Key: Encoding.UTF8.GetBytes(r.ProfileName), Value: schema.Write(topic, r))).ToList();
            await lab.Kafka.CreateTopicAsync(topic);
            await Task.WhenAll(values.Select(v => lab.Kafka.ProduceAsync(topic, v.Key, v.Value, cancellation)));
        }
        catch (Exception e) when (MeterSchemas.IsMismatch(e))
        {
            lab.Note(topic, $"a reading that the schema has no room for: {e.Message}");
        }
    }

    private static async Task EnsureFirstVersionAsync(LabContext lab, CancellationToken cancellation)
    {
        if (await LatestAsync(lab, EvolvedTopic, cancellation) is null)
        {
            await lab.Registry.RegisterAsync(Subject(EvolvedTopic), ReadingAvro.Schema, "AVRO", cancellation);
        }
    }

    private static async Task SendOneMoreAsync(LabContext lab, CancellationToken cancellation)
    {
        if (!HasNewField(await LatestAsync(lab, EvolvedTopic, cancellation)))
        {
            return;
        }

        using var schema = MeterSchemas.Avro(lab.Endpoints);
        await lab.Kafka.CreateTopicAsync(EvolvedTopic);
        var reading = Readings[0];
        await lab.Kafka.ProduceAsync(EvolvedTopic, Encoding.UTF8.GetBytes(reading.ProfileName), schema.Write(EvolvedTopic, reading), cancellation);
    }

    private static Task<CheckResult> OldReaderAsync(LabContext lab, CancellationToken cancellation) => lab.ExpectAsync(
        $"the meter's last reading, written with a {NewField} and read without: {Readings[0]}",
        async ct =>
        {
            using var reader = MeterSchemas.Avro(lab.Endpoints);
            return Records(lab, EvolvedTopic) is [.., { Value: { } value }] && HasNewField(await lab.Registry.SchemaAsync(WireFormat.ReadId(value), ct)) ? reader.Read(value) : null;
        },
        seen => seen == Readings[0], seen => seen?.ToString() ?? "no such record", _ => "Keep the old fields as they were, and add the new one.", cancellation);

    // The end of a topic that was made a moment ago may not be known yet.
    private static IReadOnlyList<TopicRecord> Records(LabContext lab, string topic) => lab.Kafka.EndOffset(topic) is > 0 ? lab.Kafka.Read(topic) : [];

    private static bool HasNewField(string? schema) => schema?.Contains($"\"{NewField}\"", StringComparison.Ordinal) == true;

    private static async Task<string?> LatestAsync(LabContext lab, string topic, CancellationToken cancellation) => await LatestAsync(lab, topic, "schema", cancellation);

    private static async Task<string?> LatestTypeAsync(LabContext lab, string topic, CancellationToken cancellation) => await LatestAsync(lab, topic, "schemaType", cancellation);

    private static async Task<string?> LatestAsync(LabContext lab, string topic, string member, CancellationToken cancellation)
    {
        var answer = await lab.Registry.SendAsync(HttpMethod.Get, $"/subjects/{Subject(topic)}/versions/latest", null, cancellation);
        return answer.Status == HttpStatusCode.OK ? answer.Body.TryGetProperty(member, out var value) ? value.GetString() : "AVRO" : null;
    }

    private static string Described(string? schema) => schema is null ? "no subject" : $"the latest version has no {NewField}";
}
