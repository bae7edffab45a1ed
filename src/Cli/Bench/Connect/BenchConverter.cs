using Ms2Lab.Connect.Api;
using Ms2Lab.Connect.Runtime.Converters;
using Ms2Lab.Connect.SchemaConverters.Avro;
using Ms2Lab.Environments.Core;

namespace Ms2Lab.Cli.Bench.Connect;

/// <summary>A format of values: the converter that writes them here, and the settings with which a connector reads them.</summary>
/// <param name="Name">Name of the format.</param>
/// <param name="Converter">The converter.</param>
/// <param name="Settings">Settings of a connector.</param>
internal sealed record BenchConverter(string Name, IConverter Converter, IReadOnlyDictionary<string, string> Settings)
{
    /// <summary>JSON with its schema in each record.</summary>
    public static BenchConverter Json()
    {
        var converter = new JsonConverter();
        converter.Configure(new Dictionary<string, string> { ["schemas.enable"] = "true" }, isKey: false);
        return new("JSON with schema", converter, new Dictionary<string, string>
        {
            ["value.converter"] = "org.apache.kafka.connect.json.JsonConverter", ["value.converter.schemas.enable"] = "true",
        });
    }

    /// <summary>Avro with a schema in the registry.</summary>
    public static BenchConverter Avro(Endpoints endpoints)
    {
        var registry = $"http://{endpoints.Registry}";
        var converter = new AvroConverter();
        converter.Configure(new Dictionary<string, string> { ["schema.registry.url"] = registry }, isKey: false);
        return new("Avro", converter, new Dictionary<string, string>
        {
            ["value.converter"] = "io.confluent.connect.avro.AvroConverter", ["value.converter.schema.registry.url"] = registry,
        });
    }
}
