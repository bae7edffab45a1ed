using FsCheck;
using FsCheck.Fluent;
using Ms2Lab.Schemas.Formats.Avro;
using Ms2Lab.Schemas.Formats.Avro.Binary;
using Ms2Lab.Schemas.Formats.Avro.Json;
using Ms2Lab.Schemas.Formats.JsonSchema;
using Ms2Lab.Schemas.Formats.Protobuf;
using Ms2Lab.Schemas.Tests.Generators;

namespace Ms2Lab.Schemas.Tests;

public sealed class CodecPropertyTests
{
    private static readonly Config Runs = Config.QuickThrowOnFailure.WithMaxTest(500);

    [Fact]
    public void Avro_values_of_any_schema_come_back_from_bytes_and_from_JSON() => ForAny(AvroCase.Any, c =>
    {
        var bytes = AvroDatum.Write(c.Schema, c.Value);

        return AvroDatum.Write(c.Schema, AvroDatum.Read(c.Schema, bytes)).AsSpan().SequenceEqual(bytes)
            && AvroDatum.Write(c.Schema, AvroJson.Read(c.Schema, AvroJson.Write(c.Schema, c.Value))).AsSpan().SequenceEqual(bytes);
    });

    [Fact]
    public void Avro_schemas_print_as_they_are_read_and_read_their_own_data_as_a_reader_does() => ForAny(AvroCase.Any, c =>
    {
        var (bytes, again) = (AvroDatum.Write(c.Schema, c.Value), AvroSchema.Parse(c.Schema.ToString()!));

        return again.ToString() == c.Schema.ToString() && AvroDatum.Write(again, AvroDatum.Read(c.Schema, again, bytes)).AsSpan().SequenceEqual(bytes);
    });

    [Fact]
    public void Protobuf_messages_of_any_type_come_back_and_their_files_print_as_they_are_read() => ForAny(ProtobufCase.Any, c =>
    {
        var bytes = c.Message.ToByteArray();
        var back = c.Type.Read(bytes);

        return back.ToByteArray().AsSpan().SequenceEqual(bytes) && back.UnknownFields.Count == 0
            && ProtobufParsedSchema.Parse(c.Schema.CanonicalText, []).CanonicalText == c.Schema.CanonicalText
            && ProtobufParsedSchema.Parse(c.Schema.NormalizedText, []).NormalizedText == c.Schema.NormalizedText;
    });

    [Fact]
    public void Protobuf_readers_hand_on_the_fields_that_they_do_not_know() => ForAny(ProtobufCase.Any, c =>
    {
        var bytes = c.Message.ToByteArray();

        return c.Type.Fields.All(f => c.Type.Read(c.TypeWithout(f).Read(bytes).ToByteArray()).ToByteArray().AsSpan().SequenceEqual(bytes));
    });

    [Fact]
    public void Documents_hold_to_the_schema_they_were_made_for_and_not_to_one_that_forbids_it() => ForAny(JsonCase.Any, c =>
        c.HoldsTo(c.Parsed) && !c.HoldsTo(JsonSchemaDocument.Parse($$"""{"not":{{c.Schema.ToJsonString()}}}""", [])));

    [Fact]
    public void JSON_Schemas_print_as_they_are_read_and_are_compatible_with_themselves() => ForAny(JsonCase.Any, c =>
    {
        var schema = c.Parsed;

        return JsonSchemaDocument.Parse(schema.CanonicalText, []).CanonicalText == schema.CanonicalText
            && JsonSchemaDocument.Parse(schema.NormalizedText, []).NormalizedText == schema.NormalizedText
            && schema.DifferencesFrom(c.Parsed).All(d => d.IsCompatible);
    });

    [Fact]
    public void JSON_Schemas_with_a_bound_less_can_read_what_was_written_before() => ForAny(JsonCase.Any, c =>
        c.Loosened().All(l => c.HoldsTo(l) && l.DifferencesFrom(c.Parsed).All(d => d.IsCompatible)));

    [Fact]
    public void Mutated_messages_are_read_or_refused_but_never_break_a_codec() => MutatedMessages.Read(seed: 6, count: 2_000).Should().BePositive();

    private static void ForAny<T>(Arbitrary<T> cases, Func<T, bool> holds) => Prop.ForAll(cases, holds).Check(Runs);
}
