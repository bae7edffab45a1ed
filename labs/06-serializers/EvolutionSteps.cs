using System.Text;
using System.Text.Json;
using Ms2Lab.Labs.LabKit;
using Ms2Lab.Labs.LabKit.Readings;
using Ms2Lab.Schemas.Formats.JsonSchema;
using Ms2Lab.Schemas.Formats.JsonSchema.Validation;
using Ms2Lab.Schemas.Registry;

namespace Ms2Lab.Labs.Serializers;

/// <summary>The steps in which a schema gets one more field, in each format: what the registry takes, and what a consumer that knows only the first version sees.</summary>
internal static class EvolutionSteps
{
    /// <summary>The field that the second version has.</summary>
    public const string NewField = "tariff";

    private const string AvroTopic = "readings_evolved";
    private const string ProtobufTopic = "readings_evolved_protobuf";
    private const string JsonTopic = "readings_evolved_json";
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    public static LabStep Avro(SmartMeterReading reading)
    {
        var schema = SchemaFiles.Avro(NewField, has: true);
        return Step("evolve", AvroTopic, "AVRO", ReadingAvro.Schema, schema, "Give the new field a default: old readings have none.", new()
        {
            Id = "old-reader", Title = "A consumer that knows no tariff reads the new reading", Needs = ["accepted"], Points = 2, Limit = Limit,
            Stimulus = SendOneMore(AvroTopic, lab => MeterSchemas.Avro(lab.Endpoints), reading),
            Verify = OldReader(AvroTopic, reading, MeterSchemas.ReadAvro),
        });
    }

    public static LabStep Protobuf(SmartMeterReading reading)
    {
        var schema = SchemaFiles.Protobuf(NewField, has: true);
        return Step("evolve-protobuf", ProtobufTopic, "PROTOBUF", FirstVersions.Protobuf, schema, "Give the new field a number that no field has had.", new()
        {
            Id = "old-reader", Title = "A consumer that knows no tariff reads over the number that it does not know", Needs = ["accepted"], Points = 2, Limit = Limit,
            Stimulus = SendOneMore(ProtobufTopic, lab => MeterSchemas.Protobuf(lab.Endpoints), reading),
            Verify = OldReader(ProtobufTopic, reading, (_, value) => MeterSchemas.ReadProtobuf(FirstVersions.Protobuf, value)),
        });
    }

    public static LabStep Json(SmartMeterReading reading)
    {
        var schema = SchemaFiles.Json(NewField);
        return Step("evolve-json", JsonTopic, "JSON", FirstVersions.Json, schema, "Do not require the new property: old readings have none.", new()
        {
            Id = "old-reader", Title = "A consumer that validates with the first version refuses the new reading", Needs = ["accepted"], Points = 2, Limit = Limit,
            Stimulus = SendOneMore(JsonTopic, lab => MeterSchemas.Json(lab.Endpoints), reading),
            Verify = (lab, cancellation) => lab.ExpectAsync(
                $"a violation that names {NewField}", _ => Task.FromResult(Violation(lab)), seen => seen?.Contains(NewField, StringComparison.Ordinal) == true,
                seen => seen ?? lab.NoteOn(JsonTopic) ?? "no violation", _ => "Let the new version have the property, and leave the old ones as they were.", cancellation),
        });
    }

    private static LabStep Step(string id, string topic, string type, string firstVersion, Artifact schema, string next, Check reader) => new()
    {
        Id = id,
        Artifacts = [schema],
        Prepare = SchemaSteps.FirstVersion(topic, type, firstVersion),
        Action = SchemaSteps.Register(topic, type, schema),
        Checks =
        [
            new()
            {
                Id = "accepted", Title = "The registry has taken a version with a tariff", Points = 2,
                Verify = (lab, cancellation) => lab.ExpectAsync(
                    $"a latest version of {SchemaSteps.Subject(topic)} with a field {NewField}", ct => SchemaSteps.LatestAsync(lab, topic, "schema", ct),
                    HasNewField, text => lab.NoteOn(topic) ?? (text is null ? "no subject" : $"the latest version has no {NewField}"), _ => next, cancellation),
            },
            reader,
        ],
        Resources = new() { Topics = [topic], Subjects = [SchemaSteps.Subject(topic)] },
    };

    private static Func<LabContext, CancellationToken, Task> SendOneMore(string topic, Func<LabContext, IMeterSchema> open, SmartMeterReading reading) => async (lab, cancellation) =>
    {
        if (!HasNewField(await SchemaSteps.LatestAsync(lab, topic, "schema", cancellation)))
        {
            return;
        }

        using var schema = open(lab);
        try
        {
            var value = schema.Write(topic, reading);
            await lab.Kafka.CreateTopicAsync(topic);
            await lab.Kafka.ProduceAsync(topic, Encoding.UTF8.GetBytes(reading.ProfileName), value, cancellation);
        }
        catch (Exception e) when (MeterSchemas.IsMismatch(e))
        {
            lab.Note(topic, $"a reading that the schema has no room for: {e.Message}");
        }
    };

    private static Func<LabContext, CancellationToken, Task<CheckResult>> OldReader(string topic, SmartMeterReading reading, Func<LabContext, byte[], SmartMeterReading> read) => (lab, cancellation) => lab.ExpectAsync(
        $"the meter's last reading, written with a {NewField} and read without: {reading}",
        async ct => SchemaSteps.Records(lab, topic) is [.., { Value: { } value }] && HasNewField(await lab.Registry.SchemaAsync(WireFormat.ReadId(value), ct)) ? read(lab, value) : null,
        seen => seen == reading, seen => seen?.ToString() ?? lab.NoteOn(topic) ?? "no such record", _ => "Keep the old fields as they were, and add the new one.", cancellation);

    private static string? Violation(LabContext lab)
    {
        if (SchemaSteps.Records(lab, JsonTopic) is not [.., { Value: { } value }])
        {
            return null;
        }

        using var json = JsonDocument.Parse(value.AsMemory(WireFormat.HeaderLength));
        return JsonSchemaValidator.Validate(JsonSchemaDocument.Parse(FirstVersions.Json, []).Root, json.RootElement)?.Message;
    }

    private static bool HasNewField(string? schema) => schema?.Contains(NewField, StringComparison.Ordinal) == true;
}
