using System.Text;
using Confluent.Kafka;
using Ms2Lab.Environments.Core;
using Ms2Lab.Labs.LabKit;
using Ms2Lab.Labs.LabKit.Readings;
using Ms2Lab.Schemas.Registry;
using Ms2Lab.Schemas.Serializers;

namespace Ms2Lab.Labs.Serializers;

/// <summary>The step in which the registry stops under a consumer: what has a schema that it met before it goes on reading, and nothing else.</summary>
internal static class RegistryAwayStep
{
    private const string Topic = "readings_registry_away";
    private const string AsBefore = "the known version";
    private const string Unmet = "the version not met";
    private const string Back = "the registry back";
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);
    private static readonly Artifact First = SchemaFiles.Avro(EvolutionSteps.NewField, has: false);
    private static readonly Artifact Second = SchemaFiles.Avro(EvolutionSteps.NewField, has: true);

    /// <summary>The step.</summary>
    /// <param name="readings">Two that are written with the first version, and one with the second.</param>
    public static LabStep Create(IReadOnlyList<SmartMeterReading> readings) => new()
    {
        Id = "registry-stopped",
        Capabilities = [typeof(IRegistryControl)],
        Artifacts = [First, Second],
        Action = SchemaSteps.Register(Topic, "AVRO", First, Second),
        Checks =
        [
            new()
            {
                Id = "versions", Title = "The subject has both versions",
                Verify = (lab, cancellation) => lab.ExpectAsync(
                    $"versions 1 and 2 of {SchemaSteps.Subject(Topic)}", ct => VersionsAsync(lab, ct), seen => seen == 2,
                    seen => lab.NoteOn(Topic) ?? $"{seen} versions", _ => "Register the schema of step 1, then that of step 3, under this subject.", cancellation),
            },
            new()
            {
                Id = "known-schema", Title = "While the registry is stopped, the consumer reads on what has the version that it knows", Points = 2, Needs = ["versions"], Limit = Limit,
                Stimulus = (lab, ct) => TryAsync(lab, readings, ct),
                Verify = Noted(AsBefore, readings[1].ToString()),
            },
            new() { Id = "new-schema", Title = "A reading with the other version it cannot read: the registry is not reached", Points = 2, Needs = ["known-schema"], Verify = Noted(Unmet, nameof(RegistryClientException)) },
            new() { Id = "back", Title = "With the registry back, the same consumer reads that one too", Needs = ["new-schema"], Verify = Noted(Back, readings[2].ToString()) },
        ],
        Resources = new() { Topics = [Topic], Subjects = [SchemaSteps.Subject(Topic)] },
    };

    private static async Task<int> VersionsAsync(LabContext lab, CancellationToken cancellation)
    {
        var answer = await lab.Registry.SendAsync(HttpMethod.Get, $"/subjects/{SchemaSteps.Subject(Topic)}/versions", null, cancellation);
        return answer.IsSuccess ? answer.Body.GetArrayLength() : 0;
    }

    // The registry comes back whatever happens meanwhile: the next step needs it.
    private static async Task TryAsync(LabContext lab, IReadOnlyList<SmartMeterReading> readings, CancellationToken cancellation)
    {
        if (await VersionsAsync(lab, cancellation) != 2)
        {
            return;
        }

        IReadOnlyList<byte[]> values;
        try
        {
            values = await SentAsync(lab, readings, cancellation);
        }
        catch (Exception e) when (MeterSchemas.IsMismatch(e))
        {
            lab.Note(AsBefore, $"a reading that the schema has no room for: {e.Message}");
            return;
        }

        using var client = MeterSchemas.Client(lab.Endpoints);
        var consumer = new AvroDeserializer<SmartMeterReading>(client);
        consumer.Deserialize(values[0], false, SerializationContext.Empty);
        var registry = lab.Capability<IRegistryControl>()!;
        await registry.StopAsync(cancellation);
        try
        {
            lab.Note(AsBefore, Read(consumer, values[1]));
            lab.Note(Unmet, Read(consumer, values[2]));
        }
        finally
        {
            await registry.StartAsync(CancellationToken.None);
        }

        lab.Note(Back, Read(consumer, values[2]));
    }

    // Repeatable: what is in the topic stays.
    private static async Task<IReadOnlyList<byte[]>> SentAsync(LabContext lab, IReadOnlyList<SmartMeterReading> readings, CancellationToken cancellation)
    {
        using var client = MeterSchemas.Client(lab.Endpoints);
        var context = new SerializationContext(MessageComponentType.Value, Topic);
        var (first, second) = (MeterSchemas.AvroVersion(client, Topic, 1), MeterSchemas.AvroVersion(client, Topic, 2));
        await lab.Kafka.CreateTopicAsync(Topic);
        foreach (var (index, reading) in readings.Index().Skip((int)(lab.Kafka.EndOffset(Topic) ?? 0)))
        {
            var value = (index < 2 ? first : second).Serialize(reading, context);
            await lab.Kafka.ProduceAsync(Topic, Encoding.UTF8.GetBytes(reading.ProfileName), value, cancellation);
        }

        return [.. lab.Kafka.Read(Topic).Select(r => r.Value!)];
    }

    private static string Read(AvroDeserializer<SmartMeterReading> consumer, byte[] value)
    {
        try
        {
            return consumer.Deserialize(value, false, SerializationContext.Empty).ToString();
        }
        catch (RegistryClientException e)
        {
            return $"{nameof(RegistryClientException)}: {e.Message}";
        }
    }

    private static Func<LabContext, CancellationToken, Task<CheckResult>> Noted(string about, string expected) => (lab, _) =>
    {
        var seen = lab.NoteOn(about) ?? "nothing read";
        return Task.FromResult(seen.StartsWith(expected, StringComparison.Ordinal)
            ? CheckResult.Passed(seen) : CheckResult.Failed(expected, seen, "Keep ID and the other fields as they were in both versions, reset the step and register again."));
    };
}
