using Ms2Lab.Connect.Api;
using Ms2Lab.Schemas.Formats.Avro;

namespace Ms2Lab.Connect.SchemaConverters.Avro.Reading;

/// <summary>Makes the decoder of a schema: walks the Avro schema and the Connect schema that was made of it side by side.</summary>
internal static class DecoderPlan
{
    internal static ValueDecoder Of(AvroSchema avro, Schema? connect)
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

    private static ValueDecoder Plain(AvroSchema avro, Schema connect) => avro switch
    {
        AvroRecord record => new RecordDecoder(connect, [.. record.Fields.Select(f => Of(f.Schema, connect.Fields[f.Position].Schema))]),
        AvroArray { Items: AvroRecord entry } when connect.Type == SchemaType.Map => new ContainerDecoders.Map(
            Of(entry.Field("key")!.Schema, connect.KeySchema), Of(entry.Field("value")!.Schema, connect.ValueSchema)),
        AvroArray array => new ContainerDecoders.List(Of(array.Items, connect.ValueSchema)),
        AvroMap map => new ContainerDecoders.Map(null, Of(map.Values, connect.ValueSchema)),
        _ => PrimitiveDecoder.Of(avro, connect),
    };

    private static ValueDecoder? Branch(AvroSchema branch, Schema connect) => branch.Type == AvroType.Null ? null : Of(branch, connect);

    private static ValueDecoder?[] Members(AvroUnion union, Schema connect)
    {
        var decoders = new ValueDecoder?[union.Branches.Count];
        var field = 0;
        for (var i = 0; i < decoders.Length; i++)
        {
            if (union.Branches[i].Type != AvroType.Null)
            {
                decoders[i] = new UnionDecoder.Member(connect, field, Of(union.Branches[i], connect.Fields[field].Schema));
                field++;
            }
        }

        return decoders;
    }
}
