using System.Text;
using Ms2Lab.Schemas.Formats.Avro.Json;

namespace Ms2Lab.Schemas.Formats.Avro.Binary;

/// <summary>
/// Reads values that were written with one schema as another one sees them (Avro specification 1.12, schema resolution): fields by name or alias,
/// defaults, promotions, symbols.
/// </summary>
internal static class AvroResolver
{
    internal static object? Read(AvroSchema writer, AvroSchema reader, ref AvroReader input)
    {
        if (writer is AvroUnion branches)
        {
            return Read(branches.Branches[input.ReadIndex(branches.Branches.Count)], reader, ref input);
        }

        switch (writer, reader)
        {
            case (_, AvroUnion union):
                return Read(writer, BranchFor(writer, union), ref input);
            case (AvroRecord from, AvroRecord to) when IsSameName(from, to):
                return Record(from, to, ref input);
            case (AvroEnum from, AvroEnum to) when IsSameName(from, to):
                return Symbol(to, from.Symbols[input.ReadIndex(from.Symbols.Count)]);
            case (AvroFixed from, AvroFixed to) when IsSameName(from, to) && from.Size == to.Size:
                return input.ReadFixed(from.Size).ToArray();
            case (AvroArray from, AvroArray to):
                return List(from.Items, to.Items, ref input);
            case (AvroMap from, AvroMap to):
                return Map(from.Values, to.Values, ref input);
            case (AvroPrimitive, AvroPrimitive) when IsPromoted(writer.Type, reader.Type):
                return Promoted(reader.Type, AvroDatum.Read(writer, ref input));
            default:
                throw Unfit($"Found {writer.FullName}, expecting {reader.FullName}");
        }
    }

    private static AvroGenericRecord Record(AvroRecord writer, AvroRecord reader, ref AvroReader input)
    {
        var record = new AvroGenericRecord(reader);
        var given = new bool[reader.Fields.Count];
        input.Enter();
        foreach (var from in writer.Fields)
        {
            var to = reader.Field(from.Name) ?? reader.Fields.FirstOrDefault(f => f.Aliases.Contains(from.Name));
            if (to is null || given[to.Position])
            {
                AvroDatum.Read(from.Schema, ref input);
                continue;
            }

            record[to.Position] = Read(from.Schema, to.Schema, ref input);
            given[to.Position] = true;
        }

        foreach (var absent in reader.Fields.Where(f => !given[f.Position]))
        {
            record[absent.Position] = absent.Default is { } json
                ? AvroJsonReader.Default(absent.Schema, json)
                : throw Unfit($"Found {writer.FullName}, expecting {reader.FullName}, missing required field {absent.Name}");
        }

        input.Leave();
        return record;
    }

    private static List<object?> List(AvroSchema writer, AvroSchema reader, ref AvroReader input)
    {
        var list = new List<object?>();
        input.Enter();
        for (var count = input.ReadBlockCount(); count > 0; count = input.ReadBlockCount())
        {
            for (; count > 0; count--)
            {
                list.Add(Read(writer, reader, ref input));
            }
        }

        input.Leave();
        return list;
    }

    private static OrderedDictionary<string, object?> Map(AvroSchema writer, AvroSchema reader, ref AvroReader input)
    {
        var map = new OrderedDictionary<string, object?>();
        input.Enter();
        for (var count = input.ReadBlockCount(); count > 0; count = input.ReadBlockCount())
        {
            for (; count > 0; count--)
            {
                var key = input.ReadString();
                map[key] = Read(writer, reader, ref input);
            }
        }

        input.Leave();
        return map;
    }

    // The first branch of the same name or type, else the first that takes the type.
    private static AvroSchema BranchFor(AvroSchema writer, AvroUnion union) =>
        union.Branches.FirstOrDefault(b => b.FullName == writer.FullName && b.Type == writer.Type)
        ?? union.Branches.FirstOrDefault(b => b.Type == writer.Type && (b is not AvroNamed named || IsSameName((AvroNamed)writer, named)))
        ?? union.Branches.FirstOrDefault(b => b is AvroPrimitive && IsPromoted(writer.Type, b.Type))
        ?? throw Unfit($"Found {writer.FullName}, expecting union");

    private static bool IsSameName(AvroNamed writer, AvroNamed reader) => writer.Name.Simple == reader.Name.Simple || reader.Aliases.Contains(writer.FullName);

    private static bool IsPromoted(AvroType writer, AvroType reader) => writer == reader || (writer, reader) is
        (AvroType.Int, AvroType.Long or AvroType.Float or AvroType.Double) or (AvroType.Long, AvroType.Float or AvroType.Double)
        or (AvroType.Float, AvroType.Double) or (AvroType.String, AvroType.Bytes) or (AvroType.Bytes, AvroType.String);

    private static object? Promoted(AvroType reader, object? value) => (reader, value) switch
    {
        (AvroType.Long, int number) => (long)number,
        (AvroType.Float, int number) => (float)number,
        (AvroType.Float, long number) => (float)number,
        (AvroType.Double, int number) => (double)number,
        (AvroType.Double, long number) => (double)number,
        (AvroType.Double, float number) => (double)number,
        (AvroType.Bytes, string text) => Encoding.UTF8.GetBytes(text),
        (AvroType.String, byte[] bytes) => Encoding.UTF8.GetString(bytes),
        _ => value,
    };

    private static string Symbol(AvroEnum reader, string symbol) => reader.IndexOf(symbol) >= 0
        ? symbol : reader.Default ?? throw Unfit($"No match for {symbol}");

    private static AvroDataException Unfit(string text) => new("org.apache.avro.AvroTypeException", text);
}
