using Ms2Lab.Connect.Api;
using Ms2Lab.Schemas.Formats.Avro;
using Ms2Lab.Schemas.Formats.Avro.Binary;

namespace Ms2Lab.Connect.SchemaConverters.Avro.Reading;

/// <summary>
/// Makes the decoder of data that were written with one schema and are wanted in another (Avro specification 1.12, schema
/// resolution): fields by name or alias, defaults, promotions, symbols. What cannot be resolved fails when it is met.
/// </summary>
internal static class ResolvingPlan
{
    /// <param name="writer">The schema of the bytes.</param>
    /// <param name="reader">The schema that is wanted.</param>
    /// <param name="connect">The Connect schema of <paramref name="reader"/>.</param>
    internal static ValueDecoder Of(AvroSchema writer, AvroSchema reader, Schema? connect)
    {
        if (connect is null || writer.ToString() == reader.ToString())
        {
            return DecoderPlan.Of(writer, connect);
        }

        if (writer is AvroUnion branches)
        {
            return new UnionDecoder([.. branches.Branches.Select(b => Of(b, reader, connect))]);
        }

        if (reader is AvroUnion union)
        {
            return Member(writer, union, connect);
        }

        var plain = Plain(writer, reader, connect);
        return connect.Logical == LogicalType.None ? plain : new LogicalDecoder(connect, plain);
    }

    private static ValueDecoder Plain(AvroSchema writer, AvroSchema reader, Schema connect) => (writer, reader) switch
    {
        (AvroRecord from, AvroRecord to) => Record(from, to, connect),
        (AvroArray { Items: AvroRecord from }, AvroArray { Items: AvroRecord to }) when connect.Type == SchemaType.Map => new ContainerDecoders.Map(
            Of(from.Fields[0].Schema, to.Fields[0].Schema, connect.KeySchema), Of(from.Fields[1].Schema, to.Fields[1].Schema, connect.ValueSchema)),
        (AvroArray from, AvroArray to) => new ContainerDecoders.List(Of(from.Items, to.Items, connect.ValueSchema)),
        (AvroMap from, AvroMap to) => new ContainerDecoders.Map(null, Of(from.Values, to.Values, connect.ValueSchema)),
        (AvroEnum from, AvroEnum to) => new PromotingDecoder(from, symbol => Symbol(to, (string)symbol)),
        (AvroFixed from, AvroFixed to) when from.Size == to.Size => PrimitiveDecoder.Of(from, connect),
        (AvroPrimitive { Type: AvroType.Null }, AvroPrimitive { Type: AvroType.Null }) => new ConstantDecoder(null),
        (AvroPrimitive, AvroPrimitive) when writer.Type == reader.Type => PrimitiveDecoder.Of(writer, connect),
        (AvroPrimitive, AvroPrimitive) when PromotingDecoder.Conversion(writer.Type, reader.Type) is { } convert => new PromotingDecoder(writer, convert),
        _ => new FailingDecoder($"Found {writer.FullName}, expecting {reader.FullName}"),
    };

    private static ValueDecoder Member(AvroSchema writer, AvroUnion union, Schema connect)
    {
        var branch = union.Branches.FirstOrDefault(b => b.FullName == writer.FullName)
            ?? union.Branches.FirstOrDefault(b => b.Type == writer.Type && b is not AvroPrimitive)
            ?? union.Branches.FirstOrDefault(b => PromotingDecoder.Conversion(writer.Type, b.Type) is not null);
        if (branch is null)
        {
            return new FailingDecoder($"Found {writer.FullName}, expecting union");
        }

        if (branch.Type == AvroType.Null)
        {
            return new ConstantDecoder(null);
        }

        if (!AvroWords.IsUnion(connect))
        {
            return Of(writer, branch, connect);
        }

        var field = union.Branches.TakeWhile(b => b != branch).Count(b => b.Type != AvroType.Null);
        return new UnionDecoder.Member(connect, field, Of(writer, branch, connect.Fields[field].Schema));
    }

    private static ValueDecoder Record(AvroRecord writer, AvroRecord reader, Schema connect)
    {
        var given = new HashSet<int>();
        var steps = new List<(int Field, ValueDecoder Value)>();
        foreach (var from in writer.Fields)
        {
            var to = reader.Field(from.Name) ?? reader.Fields.FirstOrDefault(f => f.Aliases.Contains(from.Name));
            steps.Add(to is not null && given.Add(to.Position)
                ? (to.Position, Of(from.Schema, to.Schema, connect.Fields[to.Position].Schema))
                : (-1, new SkippingDecoder(from.Schema)));
        }

        foreach (var to in reader.Fields.Where(f => !given.Contains(f.Position)))
        {
            if (to.Default is not { } json)
            {
                return new FailingDecoder($"Found {writer.FullName}, expecting {reader.FullName}, missing required field {to.Name}");
            }

            var branch = to.Schema is AvroUnion union ? union.Branches[0] : to.Schema;
            steps.Add((to.Position, new ConstantDecoder(AvroDefaults.FromJson(connect.Fields[to.Position].Schema, branch, json))));
        }

        return new ResolvedRecordDecoder(connect, [.. steps]);
    }

    private static string Symbol(AvroEnum reader, string symbol) => reader.IndexOf(symbol) >= 0
        ? symbol
        : reader.Default ?? throw new AvroDataException("org.apache.avro.AvroTypeException", $"No match for {symbol}");

    private sealed class ConstantDecoder(object? value) : ValueDecoder
    {
        internal override object? Read(ref AvroReader reader) => value;
    }

    private sealed class FailingDecoder(string text) : ValueDecoder
    {
        internal override object? Read(ref AvroReader reader) => throw new AvroDataException("org.apache.avro.AvroTypeException", text);
    }

    private sealed class SkippingDecoder(AvroSchema schema) : ValueDecoder
    {
        internal override object? Read(ref AvroReader reader) => AvroDatum.Read(schema, ref reader);
    }
}
