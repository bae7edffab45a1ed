using Ms2Lab.Connect.Api;
using Ms2Lab.Schemas.Formats.Avro.Binary;

namespace Ms2Lab.Connect.SchemaConverters.Avro.Reading;

/// <summary>Arrays and maps; room is reserved for what is there, not for what a block claims.</summary>
internal static class ContainerDecoders
{
    /// <summary>An array.</summary>
    internal sealed class List(ValueDecoder item) : ValueDecoder
    {
        internal override object? Read(ref AvroReader reader)
        {
            var list = new List<object?>();
            reader.Enter();
            for (var count = reader.ReadBlockCount(); count > 0; count = reader.ReadBlockCount())
            {
                list.EnsureCapacity(list.Count + reader.Reserve(count));
                for (; count > 0; count--)
                {
                    list.Add(item.Read(ref reader));
                }
            }

            reader.Leave();
            return list;
        }
    }

    /// <summary>A map, or with a decoder for keys an array of entries.</summary>
    internal sealed class Map(ValueDecoder? key, ValueDecoder value) : ValueDecoder
    {
        internal override object? Read(ref AvroReader reader)
        {
            reader.Enter();
            var count = reader.ReadBlockCount();
            var map = new ConnectMap(reader.Reserve(count));
            for (; count > 0; count = reader.ReadBlockCount())
            {
                for (; count > 0; count--)
                {
                    var name = key is null ? reader.ReadString() : key.Read(ref reader);
                    map[name] = value.Read(ref reader);
                }
            }

            reader.Leave();
            return map;
        }
    }
}
