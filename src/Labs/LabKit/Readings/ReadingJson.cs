using System.Text.Json;
using System.Text.Json.Nodes;

namespace Ms2Lab.Labs.LabKit.Readings;

/// <summary>Readings as JSON with their schema in each record: what Connect's JsonConverter reads under <c>schemas.enable=true</c>.</summary>
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
    public static byte[] Write(SmartMeterReading reading)
    {
        ArgumentNullException.ThrowIfNull(reading);
        var payload = new JsonObject
        {
            ["ID"] = reading.Id,
            ["profile_name"] = reading.ProfileName,
            ["temperature"] = reading.Temperature,
            ["humidity"] = reading.Humidity,
            ["pressure"] = reading.Pressure,
            ["modified"] = reading.Modified,
        };
        return JsonSerializer.SerializeToUtf8Bytes(new JsonObject { ["schema"] = Schema.DeepClone(), ["payload"] = payload });
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
