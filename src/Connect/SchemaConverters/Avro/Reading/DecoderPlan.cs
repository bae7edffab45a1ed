using Ms2Lab.Connect.Api;
using Ms2Lab.Schemas.Formats.Avro;

namespace Ms2Lab.Connect.SchemaConverters.Avro.Reading;

/// <summary>Makes the decoder of a schema: walks the Avro schema and the Connect schema that was made of it side by side.</summary>
internal sealed class DecoderPlan
{
    private readonly Dictionary<AvroRecord, ValueDecoder[]> open = new(ReferenceEqualityComparer.Instance);

    private DecoderPlan()
    {
    }

    internal static ValueDecoder Of(AvroSchema avro, Schema? connect) => new DecoderPlan().Make(avro, connect);

    private ValueDecoder Make(AvroSchema avro, Schema? connect)
    {
        if (connect is null)
        {
            return new AnythingDecoder((AvroRecord)avro);
        }

        if (avro is AvroUnion union)
        {
            return new UnionDecoder(AvroWords.IsUnion(connect) ? Members(union, connect) : [.. union.Branches.Select(b => Branch(b, connect))]);
        }

        var decoder = Plain(avro, connect);
        return connect.Logical == LogicalType.None ? decoder : new LogicalDecoder(connect, decoder);
    }

    private ValueDecoder Plain(AvroSchema avro, Schema connect) => avro switch
    {
        AvroRecord record => Record(record, connect),
        AvroArray { Items: AvroRecord entry } when connect.Type == SchemaType.Map => new ContainerDecoders.Map(
            Make(entry.Field("key")!.Schema, connect.KeySchema), Make(entry.Field("value")!.Schema, connect.ValueSchema)),
        AvroArray array => new ContainerDecoders.List(Make(array.Items, connect.ValueSchema)),
        AvroMap map => new ContainerDecoders.Map(null, Make(map.Values, connect.ValueSchema)),
        _ => PrimitiveDecoder.Of(avro, connect),
    };

    // A record inside itself is read by the decoders of its fields that are being made.
    private RecordDecoder Record(AvroRecord record, Schema connect)
    {
        if (open.TryGetValue(record, out var fields))
        {
            return new RecordDecoder(connect, fields);
        }

        fields = open[record] = new ValueDecoder[record.Fields.Count];
        foreach (var field in record.Fields)
        {
            fields[field.Position] = Make(field.Schema, connect.Fields[field.Position].Schema);
        }

        open.Remove(record);
        return new RecordDecoder(connect, fields);
    }

    private ValueDecoder? Branch(AvroSchema branch, Schema connect) => branch.Type == AvroType.Null ? null : Make(branch, connect);

    private ValueDecoder?[] Members(AvroUnion union, Schema connect)
    {
        var decoders = new ValueDecoder?[union.Branches.Count];
        var field = 0;
        for (var i = 0; i < decoders.Length; i++)
        {
            if (union.Branches[i].Type != AvroType.Null)
            {
                decoders[i] = new UnionDecoder.Member(connect, field, Make(union.Branches[i], connect.Fields[field].Schema));
                field++;
            }
        }

        return decoders;
    }
}
