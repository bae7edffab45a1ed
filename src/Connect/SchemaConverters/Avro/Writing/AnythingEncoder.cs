using Ms2Lab.Connect.Api;
using Ms2Lab.Schemas.Formats.Avro.Binary;

namespace Ms2Lab.Connect.SchemaConverters.Avro.Writing;

/// <summary>Data without a schema: a record with a field for each kind of value, of which one is set.</summary>
internal sealed class AnythingEncoder : ValueEncoder
{
    // The fields in order: boolean, bytes, double, float, int, long, string, array, map.
    private const int Fields = 9;

    internal override void Write(AvroWriter writer, object? value)
    {
        var field = FieldOf(value);
        for (var i = 0; i < Fields; i++)
        {
            writer.WriteInt(i == field ? 1 : 0);
            if (i == field)
            {
                WriteValue(writer, value!);
            }
        }
    }

    private static int FieldOf(object? value) => value switch
    {
        null => -1,
        bool => 0,
        double => 2,
        float => 3,
        sbyte or short or int => 4,
        long => 5,
        string => 6,
        IReadOnlyList<object?> => 7,
        ConnectMap => 8,
        _ => throw new DataException($"Unknown Java type for schemaless data: class {JavaClass.NameOf(value)}"),
    };

    private void WriteValue(AvroWriter writer, object value)
    {
        switch (value)
        {
            case bool flag: writer.WriteBoolean(flag); break;
            case double number: writer.WriteDouble(number); break;
            case float number: writer.WriteFloat(number); break;
            case sbyte number: writer.WriteInt(number); break;
            case short number: writer.WriteInt(number); break;
            case int number: writer.WriteInt(number); break;
            case long number: writer.WriteLong(number); break;
            case string text: writer.WriteString(text); break;
            case ConnectMap map: new ContainerEncoders.Map(this, this).Write(writer, map); break;
            default: new ContainerEncoders.List(this).Write(writer, value); break;
        }
    }
}
