using System.Collections.Concurrent;
using Ms2Lab.Connect.Api;
using Ms2Lab.Connect.SchemaConverters.Avro.Writing;
using Ms2Lab.Connect.SchemaConverters.Serdes;
using Ms2Lab.Schemas.Formats.Avro;
using Ms2Lab.Schemas.Formats.Avro.Binary;

namespace Ms2Lab.Connect.SchemaConverters.Avro;

/// <summary>Connect values to messages. What a schema asks for is worked out once for a topic and Connect schema. For one flow of control.</summary>
internal sealed class AvroDataWriter(SchemaIds ids, SubjectNames subjects, SerdeConfig config, AvroDataOptions options, bool isKey)
{
    private static readonly object NoSchema = new();
    private readonly ConcurrentDictionary<object, Plan> plans = new();
    private readonly ConcurrentDictionary<(string Topic, object Schema), Destination> destinations = new();
    private readonly SchemaIdWriter framing = new(config, SerdeFormat.Avro, isKey);
    private readonly AvroWriter buffer = new();

    /// <summary>Writes a value; null for a tombstone.</summary>
    /// <exception cref="DataException">The value is not of its schema.</exception>
    /// <exception cref="JavaException">A fault of the registry or of the schema, as the Java serializer reports it.</exception>
    internal byte[]? Write(string topic, ConnectHeaders? headers, Schema? schema, object? value)
    {
        if (value is null && (schema is null || schema is { IsOptional: true }))
        {
            return null;
        }

        var key = (object?)schema ?? NoSchema;
        if (!plans.TryGetValue(key, out var plan))
        {
            plan = config.Remember(plans, key, PlanOf(schema));
        }

        // The value is checked before the registry hears of its schema.
        Encode(plan.Encoder, plan.Avro, schema, value);
        if (!destinations.TryGetValue((topic, key), out var destination))
        {
            destination = config.Remember(destinations, (topic, key), DestinationOf(topic, schema, plan));
        }

        if (destination.Encoder is { } other)
        {
            EncodeForOther(other, destination.Target, schema, value);
        }

        return framing.Message(headers, destination.Id, [], buffer.Written);
    }

    private void Encode(ValueEncoder encoder, AvroSchema target, Schema? schema, object? value)
    {
        buffer.Clear();
        if (target.Type == AvroType.Bytes && schema is not null && value is not null)
        {
            // Bytes at the root have no length before them.
            buffer.WriteRaw(LogicalValues.FromConnect(schema, value) as byte[]
                ?? throw new DataException($"Invalid type for BYTES: class {JavaClass.NameOf(value)}"));
            return;
        }

        encoder.Write(buffer, value);
    }

    private void EncodeForOther(ValueEncoder encoder, AvroSchema target, Schema? schema, object? value)
    {
        try
        {
            Encode(encoder, target, schema, value);
        }
        catch (Exception e) when (e is JavaException or DataException or OverflowException)
        {
            throw SerdeFault.Of("Error serializing Avro message", e);
        }
    }

    private Plan PlanOf(Schema? schema)
    {
        try
        {
            var avro = ConnectToAvroSchema.Translate(schema, options);
            return new Plan(avro, new EncoderPlan(options).Of(schema, avro, avro));
        }
        catch (AvroSchemaException e)
        {
            throw SerdeFault.OfAvro(e);
        }
    }

    private Destination DestinationOf(string topic, Schema? schema, Plan plan)
    {
        var written = AvroParsedSchema.Parse(plan.Avro.ToString(), []);
        var (id, found) = ids.For(subjects.Of(topic, (plan.Avro as AvroRecord)?.FullName), written);
        var target = ((AvroParsedSchema)found).Schema;
        return new Destination(id, target, target.ToString() == plan.Avro.ToString() ? null : new EncoderPlan(options).Of(schema, plan.Avro, target));
    }

    private sealed record Plan(AvroSchema Avro, ValueEncoder Encoder);

    private sealed record Destination(SchemaId Id, AvroSchema Target, ValueEncoder? Encoder);
}
