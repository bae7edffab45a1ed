using System.Text;
using Ms2Lab.Environments.Core;
using Ms2Lab.Labs.LabKit;
using Ms2Lab.Labs.LabKit.Readings;
using Ms2Lab.Labs.Serializers;
using Ms2Lab.Schemas.Registry;

namespace Ms2Lab.Labs;

/// <summary>Lab 06: the same readings in Avro and Protobuf, byte by byte, what a schema may become, and what happens where schema or registry is missing.</summary>
public sealed class SerializersLab : Lab
{
    private const int Count = 1000;
    private const string AvroTopic = "readings_avro";
    private const string ProtobufTopic = "readings_protobuf";

    // The meter writes a thousand records before the check looks.
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);
    private static readonly IReadOnlyList<SmartMeterReading> Readings = [.. SmartMeter.Readings(seed: 6).Take(Count)];

    /// <inheritdoc/>
    public override int Number => 6;

    /// <inheritdoc/>
    public override string Id => "serializers";

    /// <inheritdoc/>
    public override Parts Parts => Parts.Kafka | Parts.Registry | Parts.Connect | Parts.MySql;

    /// <inheritdoc/>
    public override IReadOnlyList<LabStep> Steps { get; } =
    [
        Step("avro", AvroTopic, "AVRO", SchemaFiles.Avro(EvolutionSteps.NewField, has: false),
            Readings.Sum(r => ReadingAvro.Write(0, r).Length), lab => MeterSchemas.Avro(lab.Endpoints)),
        Step("protobuf", ProtobufTopic, "PROTOBUF", SchemaFiles.Protobuf(EvolutionSteps.NewField, has: false),
            Readings.Sum(r => WireFormat.HeaderLength + 1 + ReadingMessages.Of(r).CalculateSize()), lab => MeterSchemas.Protobuf(lab.Endpoints)),
        EvolutionSteps.Avro(Readings[0]),
        EvolutionSteps.Protobuf(Readings[0]),
        EvolutionSteps.Json(Readings[0]),
        ChangesStep.Create(),
        RegistryAwayStep.Create([.. Readings.Take(3)]),
        RawAvroSteps.Stopped([.. Readings.Take(3)]),
        RawAvroSteps.Kept([.. Readings.Take(3)]),
    ];

    private static LabStep Step(string id, string topic, string type, Artifact schema, int bytes, Func<LabContext, IMeterSchema> open) => new()
    {
        Id = id,
        Artifacts = [schema],
        Action = SchemaSteps.Register(topic, type, schema),
        Checks = [Registered(topic, type), Weighed(topic, bytes, open)],
        Resources = new() { Topics = [topic], Subjects = [SchemaSteps.Subject(topic)] },
    };

    private static Check Registered(string topic, string type) => new()
    {
        Id = "schema",
        Title = $"The schema is registered for {topic}",
        Verify = (lab, cancellation) => lab.ExpectAsync(
            $"a schema of type {type} under {SchemaSteps.Subject(topic)}", ct => SchemaSteps.LatestAsync(lab, topic, "schemaType", ct), seen => seen == type,
            seen => lab.NoteOn(topic) ?? (seen is null ? $"no subject {SchemaSteps.Subject(topic)}" : $"one of type {seen}"),
            _ => $"POST the schema to /subjects/{SchemaSteps.Subject(topic)}/versions.", cancellation),
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
            $"{Count} values with magic byte and schema id, {bytes:N0} bytes or less",
            _ => Task.FromResult(SchemaSteps.Records(lab, topic).Take(Count).Select(r => r.Value ?? []).ToList()),
            values => values.Count == Count && values.All(v => v.Length > WireFormat.HeaderLength && v[0] == 0) && values.Sum(v => v.Length) <= bytes,
            values => values.Count == 0 ? lab.NoteOn(topic) ?? "no readings" : $"{values.Count} values, {values.Sum(v => v.Length):N0} bytes",
            _ => "Compare fields and types with the step's text, reset the step and register again.", cancellation, _ => lab.NoteOn(topic) is not null),
    };

    private static async Task SendAsync(LabContext lab, string topic, Func<LabContext, IMeterSchema> open, CancellationToken cancellation)
    {
        if (lab.Kafka.EndOffset(topic) is > 0 || await SchemaSteps.LatestAsync(lab, topic, "schema", cancellation) is null)
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
}
