using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using Ms2Lab.Schemas.Formats.Avro;
using Ms2Lab.Schemas.Formats.Avro.Binary;
using Ms2Lab.Schemas.Formats.Avro.Json;

namespace Ms2Lab.Schemas.Tests.Generators;

/// <summary>A schema with a value of it. FsCheck makes a failing one smaller: it goes into a part, or leaves fields and items out.</summary>
internal sealed record AvroCase(AvroSchema Schema, object? Value)
{
    /// <summary>Cases of any shape.</summary>
    public static Arbitrary<AvroCase> Any { get; } = Arb.From(
        from seed in Gen.Choose(0, int.MaxValue) select Of(new RandomAvro(new Random(seed))), c => c.Smaller());

    private bool Fits
    {
        get
        {
            try
            {
                AvroDatum.Write(Schema, Value);
                return true;
            }
            catch (AvroDataException)
            {
                return false;
            }
        }
    }

    /// <summary>Cases with less in them that still fit their schemas.</summary>
    public IEnumerable<AvroCase> Smaller() => (Schema, Value) switch
    {
        (AvroRecord record, AvroGenericRecord value) =>
            record.Fields.Select(f => new AvroCase(f.Schema, value[f.Position])).Concat(record.Fields.Select(f => Without(record, value, f.Position))),
        (AvroUnion union, _) => union.Branches.Select(b => new AvroCase(b, Value)).Where(c => c.Fits),
        (AvroArray array, List<object?> { Count: > 0 } items) => [.. items.Select(i => new AvroCase(array.Items, i)), new AvroCase(array, items[..(items.Count / 2)])],
        (AvroMap map, OrderedDictionary<string, object?> { Count: > 0 } entries) =>
            [.. entries.Values.Select(v => new AvroCase(map.Values, v)), new AvroCase(map, new OrderedDictionary<string, object?>(entries.Skip(1)))],
        (_, string { Length: > 1 } text) when Schema.Type == AvroType.String => [this with { Value = text[..(text.Length / 2)] }],
        (_, byte[] { Length: > 1 } bytes) when Schema.Type == AvroType.Bytes => [this with { Value = bytes[..(bytes.Length / 2)] }],
        _ => [],
    };

    /// <summary>How a failing case is shown.</summary>
    public override string ToString() => $"{Schema} with {AvroJson.Write(Schema, Value)}";

    private static AvroCase Of(RandomAvro random)
    {
        var schema = random.Schema();
        return new AvroCase(schema, random.Value(schema));
    }

    private static AvroCase Without(AvroRecord record, AvroGenericRecord value, int position)
    {
        var json = JsonNode.Parse(record.ToString()!)!;
        json["fields"]!.AsArray().RemoveAt(position);
        var schema = (AvroRecord)AvroSchema.Parse(json.ToJsonString());
        var smaller = new AvroGenericRecord(schema);
        foreach (var field in schema.Fields)
        {
            smaller[field.Position] = value[field.Name];
        }

        return new AvroCase(schema, smaller);
    }
}
