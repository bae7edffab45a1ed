using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Ms2Lab.Schemas.Formats.Avro;
using Ms2Lab.Schemas.Formats.Avro.Binary;
using Ms2Lab.Schemas.Formats.Avro.Json;
using Ms2Lab.Schemas.Formats.JsonSchema;
using Ms2Lab.Schemas.Formats.JsonSchema.Validation;
using Ms2Lab.Schemas.Formats.Protobuf;
using Ms2Lab.Schemas.Tests.Generators;

namespace Ms2Lab.Schemas.Tests;

public sealed class CodecPropertyTests
{
    private static readonly Config Runs = Config.QuickThrowOnFailure.WithMaxTest(500);

    [Fact]
    public void Avro_values_of_any_schema_come_back_from_bytes_and_from_JSON() => ForAny(c =>
    {
        var bytes = AvroDatum.Write(c.Schema, c.Value);

        return AvroDatum.Write(c.Schema, AvroDatum.Read(c.Schema, bytes)).AsSpan().SequenceEqual(bytes)
            && AvroDatum.Write(c.Schema, AvroJson.Read(c.Schema, AvroJson.Write(c.Schema, c.Value))).AsSpan().SequenceEqual(bytes);
    });

    [Fact]
    public void Avro_schemas_print_as_they_are_read_and_read_their_own_data_as_a_reader_does() => ForAny(c =>
    {
        var (bytes, again) = (AvroDatum.Write(c.Schema, c.Value), AvroSchema.Parse(c.Schema.ToString()!));

        return again.ToString() == c.Schema.ToString() && AvroDatum.Write(again, AvroDatum.Read(c.Schema, again, bytes)).AsSpan().SequenceEqual(bytes);
    });

    [Fact]
    public void Protobuf_messages_of_any_type_come_back_and_their_files_print_as_they_are_read() => ForAnySeed(random =>
    {
        var protobuf = new RandomProtobuf(random);
        var schema = protobuf.Schema();
        var type = schema.Message("lab.random.M")!;
        var bytes = protobuf.Message(type).ToByteArray();
        var back = type.Read(bytes);

        return back.ToByteArray().AsSpan().SequenceEqual(bytes) && back.UnknownFields.Count == 0
            && ProtobufParsedSchema.Parse(schema.CanonicalText, []).CanonicalText == schema.CanonicalText;
    });

    [Fact]
    public void Documents_hold_to_the_schema_they_were_made_for_and_not_to_one_that_forbids_it() => ForAnySeed(random =>
    {
        var (json, document) = new RandomJsonSchema(random).Pair();
        var text = json.ToJsonString();
        using var value = JsonDocument.Parse(document?.ToJsonString() ?? "null");

        return JsonSchemaValidator.Validate(JsonSchemaDocument.Parse(text, []).Root, value.RootElement) is null
            && JsonSchemaValidator.Validate(JsonSchemaDocument.Parse($$"""{"not":{{text}}}""", []).Root, value.RootElement) is not null;
    });

    [Fact]
    public void Mutated_messages_are_read_or_refused_but_never_break_a_codec() => MutatedMessages.Read(seed: 6, count: 2_000).Should().BePositive();

    private static void ForAny(Func<AvroCase, bool> holds) => Prop.ForAll(AvroCase.Any, holds).Check(Runs);

    private static void ForAnySeed(Func<Random, bool> holds) =>
        Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed => holds(new Random(seed))).Check(Runs);
}
