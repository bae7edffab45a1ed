using Ms2Lab.Connect.Api;
using Ms2Lab.Schemas.Formats.Avro;
using Ms2Lab.Schemas.Formats.Avro.Binary;

namespace Ms2Lab.Connect.SchemaConverters.Avro.Reading;

/// <summary>Data without a schema: the one field that is set, of a record with a field for each kind of value.</summary>
internal sealed class AnythingDecoder(AvroRecord record) : ValueDecoder
{
    internal override object? Read(ref AvroReader reader) => Value(AvroDatum.Read(record, ref reader));

    private static object? Value(object? datum)
    {
        var set = (datum as AvroGenericRecord)?.Entries.FirstOrDefault(e => e.Value is not null);
        return set?.Value switch
        {
            List<object?> items when set.Value.Key == "map" => Map(items),
            List<object?> items => items.Select(Value).ToList(),
            var value => value,
        };
    }

    private static ConnectMap Map(List<object?> entries)
    {
        var map = new ConnectMap(entries.Count);
        foreach (var entry in entries.OfType<AvroGenericRecord>())
        {
            map[Value(entry["key"])] = Value(entry["value"]);
        }

        return map;
    }
}
