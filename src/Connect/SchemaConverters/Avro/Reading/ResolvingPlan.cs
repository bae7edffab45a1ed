using Ms2Lab.Connect.Api;
using Ms2Lab.Schemas.Formats.Avro;
using Ms2Lab.Schemas.Formats.Avro.Binary;

namespace Ms2Lab.Connect.SchemaConverters.Avro.Reading;

/// <summary>
/// Makes the decoder of data that were written with one schema and are wanted in another (Avro specification 1.12, schema
/// resolution): fields by name or alias, defaults, promotions, symbols. What cannot be resolved fails when it is met.
/// </summary>
internal sealed class ResolvingPlan
{
    private readonly Dictionary<(AvroRecord Writer, AvroRecord Reader), (int Field, ValueDecoder Value)[]> open = [];

    private ResolvingPlan()
    {
    }

    /// <param name="writer">The schema of the bytes.</param>
    /// <param name="reader">The schema that is wanted.</param>
    /// <param name="connect">The Connect schema of <paramref name="reader"/>.</param>
    internal static ValueDecoder Of(AvroSchema writer, AvroSchema reader, Schema? connect) => new ResolvingPlan().Make(writer, reader, connect);

    private ValueDecoder Make(AvroSchema writer, AvroSchema reader, Schema? connect)
    {
        if (connect is null || writer.ToString() == reader.ToString())
        {
            return DecoderPlan.Of(writer, connect);
        }

        if (writer is AvroUnion branches)
        {
            return new UnionDecoder([.. branches.Branches.Select(b => Make(b, reader, connect))]);
        }

        if (reader is AvroUnion union)
        {
            return Member(writer, union, connect);
        }

        var plain = Plain(writer, reader, connect);
        return connect.Logical == LogicalType.None ? plain : new LogicalDecoder(connect, plain);
    }

    private ValueDecoder Plain(AvroSchema writer, AvroSchema reader, Schema connect) => (writer, reader) switch
    {
        (AvroRecord from, AvroRecord to) => Record(from, to, connect),
        (AvroArray { Items: AvroRecord from }, AvroArray { Items: AvroRecord to }) when connect.Type == SchemaType.Map => new ContainerDecoders.Map(
            Make(from.Fields[0].Schema, to.Fields[0].Schema, connect.KeySchema), Make(from.Fields[1].Schema, to.Fields[1].Schema, connect.ValueSchema)),
        (AvroArray from, AvroArray to) => new ContainerDecoders.List(Make(from.Items, to.Items, connect.ValueSchema)),
        (AvroMap from, AvroMap to) => new ContainerDecoders.Map(null, Make(from.Values, to.Values, connect.ValueSchema)),
        (AvroEnum from, AvroEnum to) => new PromotingDecoder(from, symbol => Symbol(to, (string)symbol)),
        (AvroFixed from, AvroFixed to) when from.Size == to.Size => PrimitiveDecoder.Of(from, connect),
        (AvroPrimitive { Type: AvroType.Null }, AvroPrimitive { Type: AvroType.Null }) => new ConstantDecoder(null),
        (AvroPrimitive, AvroPrimitive) when writer.Type == reader.Type => PrimitiveDecoder.Of(writer, connect),
        (AvroPrimitive, AvroPrimitive) when PromotingDecoder.Conversion(writer.Type, reader.Type) is { } convert => new PromotingDecoder(writer, convert),
        _ => new FailingDecoder($"Found {writer.FullName}, expecting {reader.FullName}"),
    };

    private ValueDecoder Member(AvroSchema writer, AvroUnion union, Schema connect)
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
            return Make(writer, branch, connect);
        }

        var field = union.Branches.TakeWhile(b => b != branch).Count(b => b.Type != AvroType.Null);
        return new UnionDecoder.Member(connect, field, Make(writer, branch, connect.Fields[field].Schema));
    }

    private ValueDecoder Record(AvroRecord writer, AvroRecord reader, Schema connect)
    {
        // A record inside itself is read by the steps that are being made.
        if (open.TryGetValue((writer, reader), out var steps))
        {
            return new ResolvedRecordDecoder(connect, steps);
        }

        var given = new HashSet<int>();
        var targets = writer.Fields.Select(f => reader.Field(f.Name) ?? reader.Fields.FirstOrDefault(r => r.Aliases.Contains(f.Name)))
            .Select(to => to is not null && given.Add(to.Position) ? to : null).ToList();
        var absent = reader.Fields.Where(f => !given.Contains(f.Position)).ToList();
        if (absent.Find(f => f.Default is null) is { } required)
        {
            return new FailingDecoder($"Found {writer.FullName}, expecting {reader.FullName}, missing required field {required.Name}");
        }

        steps = open[(writer, reader)] = new (int, ValueDecoder)[targets.Count + absent.Count];
        foreach (var (index, to) in targets.Index())
        {
            var from = writer.Fields[index].Schema;
            steps[index] = to is null ? (-1, new SkippingDecoder(from)) : (to.Position, Make(from, to.Schema, connect.Fields[to.Position].Schema));
        }

        foreach (var (index, to) in absent.Index())
        {
            var branch = to.Schema is AvroUnion union ? union.Branches[0] : to.Schema;
            steps[targets.Count + index] = (to.Position, new ConstantDecoder(AvroDefaults.FromJson(connect.Fields[to.Position].Schema, branch, to.Default!.Value)));
        }

        open.Remove((writer, reader));
        return new ResolvedRecordDecoder(connect, steps);
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
