using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Ms2Lab.Schemas.Formats.Avro.Binary;
using Ms2Lab.Schemas.Formats.Json;

namespace Ms2Lab.Schemas.Formats.Avro.Json;

/// <summary>
/// Avro's JSON encoding of data (specification 1.12): a value of a union stands in an object under the name of its branch, bytes are texts of the
/// characters 0 to 255. Values have the shapes that <see cref="AvroDatum"/> names.
/// </summary>
public static class AvroJson
{
    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The JSON of a value.</summary>
    /// <exception cref="AvroDataException">The value does not fit the schema.</exception>
    public static string Write(AvroSchema schema, object? value)
    {
        var output = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(output, Readable))
        {
            AvroJsonWriter.Write(schema, value, json);
        }

        return Encoding.UTF8.GetString(output.WrittenSpan);
    }

    /// <summary>The value of a JSON text.</summary>
    /// <exception cref="AvroDataException">The text is no JSON, or does not fit the schema; the message names the place.</exception>
    public static object? Read(AvroSchema schema, string text)
    {
        try
        {
            return AvroJsonReader.Read(schema, JsonText.Parse(text), "$");
        }
        catch (JsonException e)
        {
            throw new AvroDataException("com.fasterxml.jackson.core.JsonParseException", JsonSyntaxFault.Of(text)?.Message ?? e.Message);
        }
    }
}
