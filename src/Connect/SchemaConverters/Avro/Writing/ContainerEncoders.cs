using Ms2Lab.Connect.Api;
using Ms2Lab.Schemas.Formats.Avro.Binary;

namespace Ms2Lab.Connect.SchemaConverters.Avro.Writing;

/// <summary>Arrays and maps, each in one block.</summary>
internal static class ContainerEncoders
{
    private static DataException Wrong(SchemaType type, object? value) => value is null
        ? new DataException("Found null value for non-optional schema")
        : new DataException($"Invalid type for {type.Name()}: class {JavaClass.NameOf(value)}");

    /// <summary>An array.</summary>
    internal sealed class List(ValueEncoder item) : ValueEncoder
    {
        internal override void Write(AvroWriter writer, object? value)
        {
            var list = value as IReadOnlyList<object?> ?? throw Wrong(SchemaType.Array, value);
            if (list.Count > 0)
            {
                writer.WriteLong(list.Count);
                foreach (var one in list)
                {
                    item.Write(writer, one);
                }
            }

            writer.WriteLong(0);
        }
    }

    /// <summary>A map, or with an encoder for keys an array of entries.</summary>
    internal sealed class Map(ValueEncoder? key, ValueEncoder item) : ValueEncoder
    {
        internal override void Write(AvroWriter writer, object? value)
        {
            var map = value as ConnectMap ?? throw Wrong(SchemaType.Map, value);
            if (map.Count > 0)
            {
                writer.WriteLong(map.Count);
                foreach (var (name, one) in key is null ? new ConnectMap(map) : map)
                {
                    WriteKey(writer, name);
                    item.Write(writer, one);
                }
            }

            writer.WriteLong(0);
        }

        private void WriteKey(AvroWriter writer, object? name)
        {
            if (key is not null)
            {
                key.Write(writer, name);
            }
            else
            {
                writer.WriteString(name as string ?? throw Wrong(SchemaType.Map, name));
            }
        }
    }
}
