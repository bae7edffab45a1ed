using System.Buffers.Binary;
using Ms2Lab.Schemas.Formats.Avro;
using Ms2Lab.Schemas.Formats.Avro.Binary;

namespace Ms2Lab.Labs.LabKit.Readings;

/// <summary>Readings in Avro: the original lab's schema, and values with the five bytes of the registry's wire format in front.</summary>
public static class ReadingAvro
{
    /// <summary>The schema of the original lab; <c>modified</c> is Connect's Timestamp.</summary>
    public const string Schema = """
        {
          "type": "record", "name": "SmartMeterReading", "namespace": "com.OntarioTechU.SOFE4630U",
          "fields": [
            {"name": "ID", "type": "long"},
            {"name": "profile_name", "type": "string"},
            {"name": "temperature", "type": ["null", "double"], "default": null},
            {"name": "humidity", "type": ["null", "double"], "default": null},
            {"name": "pressure", "type": ["null", "double"], "default": null},
            {"name": "modified", "type": {"type": "long", "connect.version": 1, "connect.name": "org.apache.kafka.connect.data.Timestamp", "logicalType": "timestamp-millis"}}
          ]
        }
        """;

    /// <summary>A later version of it: meters tell their firmware, an optional field that the end of the record carries.</summary>
    public static string SchemaWithFirmware { get; } = Schema.Replace("\n  ]", ",\n    {\"name\": \"firmware\", \"type\": [\"null\", \"string\"], \"default\": null}\n  ]", StringComparison.Ordinal);

    private static readonly AvroRecord Parsed = (AvroRecord)AvroSchema.Parse(Schema);
    private static readonly AvroRecord ParsedWithFirmware = (AvroRecord)AvroSchema.Parse(SchemaWithFirmware);

    /// <summary>The value of a record, written with <see cref="Schema"/>.</summary>
    /// <param name="schemaId">The id under which the registry knows the schema.</param>
    /// <param name="reading">The reading.</param>
    public static byte[] Write(int schemaId, SmartMeterReading reading) => Framed(schemaId, Record(Parsed, reading));

    /// <summary>The value of a record, written with <see cref="SchemaWithFirmware"/>.</summary>
    /// <param name="schemaId">The id under which the registry knows the schema.</param>
    /// <param name="reading">The reading.</param>
    /// <param name="firmware">The meter's firmware.</param>
    public static byte[] Write(int schemaId, SmartMeterReading reading, string firmware)
    {
        var record = Record(ParsedWithFirmware, reading);
        record["firmware"] = firmware;
        return Framed(schemaId, record);
    }

    private static AvroGenericRecord Record(AvroRecord schema, SmartMeterReading reading)
    {
        ArgumentNullException.ThrowIfNull(reading);
        return new(schema)
        {
            ["ID"] = reading.Id,
            ["profile_name"] = reading.ProfileName,
            ["temperature"] = reading.Temperature,
            ["humidity"] = reading.Humidity,
            ["pressure"] = reading.Pressure,
            ["modified"] = reading.Modified,
        };
    }

    // A zero byte, then the schema's id with the highest byte first (schema registry, wire format).
    private static byte[] Framed(int schemaId, AvroGenericRecord record)
    {
        var data = AvroDatum.Write(record.Schema, record);
        var framed = new byte[5 + data.Length];
        BinaryPrimitives.WriteInt32BigEndian(framed.AsSpan(1), schemaId);
        data.CopyTo(framed, 5);
        return framed;
    }
}
