using System.Text.Json;
using System.Text.Json.Nodes;

namespace Ms2Lab.Labs.LabKit.Readings;

/// <summary>Readings as JSON: with their schema in each record, as Connect's JsonConverter reads them under <c>schemas.enable=true</c>, or without.</summary>
public static class ReadingJson
{
    private static readonly JsonObject Schema = new()
    {
        ["type"] = "struct",
        ["name"] = "com.OntarioTechU.SOFE4630U.SmartMeterReading",
        ["fields"] = new JsonArray(
            Field("ID", "int64"),
            Field("profile_name", "string"),
            Field("temperature", "double", optional: true),
            Field("humidity", "double", optional: true),
            Field("pressure", "double", optional: true),
            Field("modified", "int64", logicalType: "org.apache.kafka.connect.data.Timestamp")),
    };

    /// <summary>The record's value.</summary>
    public static byte[] Write(SmartMeterReading reading) => WithSchema(Schema.DeepClone(), Payload(reading));

    /// <summary>The value of a later version, in which a meter has to tell its firmware: the field is required and has no default.</summary>
    /// <param name="reading">The reading.</param>
    /// <param name="firmware">The meter's firmware.</param>
    public static byte[] Write(SmartMeterReading reading, string firmware)
    {
        var schema = Schema.DeepClone();
        schema["fields"]!.AsArray().Add(Field("firmware", "string"));
        var payload = Payload(reading);
        payload["firmware"] = firmware;
        return WithSchema(schema, payload);
    }

    /// <summary>The value alone, without its schema: what most programs send.</summary>
    public static byte[] WritePlain(SmartMeterReading reading) => JsonSerializer.SerializeToUtf8Bytes(Payload(reading));

    private static byte[] WithSchema(JsonNode schema, JsonObject payload) => JsonSerializer.SerializeToUtf8Bytes(new JsonObject { ["schema"] = schema, ["payload"] = payload });

    private static JsonObject Payload(SmartMeterReading reading)
    {
        ArgumentNullException.ThrowIfNull(reading);
        return new()
        {
            ["ID"] = reading.Id,
            ["profile_name"] = reading.ProfileName,
            ["temperature"] = reading.Temperature,
            ["humidity"] = reading.Humidity,
            ["pressure"] = reading.Pressure,
            ["modified"] = reading.Modified,
        };
    }

    private static JsonObject Field(string name, string type, bool optional = false, string? logicalType = null)
    {
        var field = new JsonObject { ["field"] = name, ["type"] = type, ["optional"] = optional };
        if (logicalType is not null)
        {
            field["name"] = logicalType;
            field["version"] = 1;
        }
        return field;
    }
}
