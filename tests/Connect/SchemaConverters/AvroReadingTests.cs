using System.Numerics;
using Ms2Lab.Connect.Api;

namespace Ms2Lab.Connect.Tests.SchemaConverters;

public sealed class AvroReadingTests
{
    private const string Reading =
        """
        {"type":"record","name":"SmartMeterReading","namespace":"com.OntarioTechU.SOFE4630U","fields":[
          {"name":"ID","type":"long"},{"name":"profile_name","type":"string"},{"name":"temperature","type":["null","double"]},
          {"name":"humidity","type":["null","double"]},{"name":"pressure","type":["null","double"]},
          {"name":"modified","type":{"type":"long","connect.name":"org.apache.kafka.connect.data.Timestamp","connect.version":1}}]}
        """;

    [Fact]
    public async Task Reading_of_the_labs_becomes_a_struct_with_nullable_measurements_and_a_timestamp()
    {
        await using var fixture = await ConverterFixture.StartAsync();

        var (schema, value) = fixture.Read(Reading, "020c64656e766572020000000000c048400002000000000000f83fe88bc6b9e663");

        schema!.Name.Should().Be("com.OntarioTechU.SOFE4630U.SmartMeterReading");
        schema.Version.Should().Be(1);
        schema.Field("humidity")!.Schema.Should().Be(Schema.OptionalFloat64Schema);
        schema.Field("modified")!.Schema.Logical.Should().Be(LogicalType.Timestamp);
        var reading = (Struct)value!;
        reading.GetInt64("ID").Should().Be(1);
        reading.GetString("profile_name").Should().Be("denver");
        reading.GetFloat64("temperature").Should().Be(49.5);
        reading.Get("humidity").Should().BeNull();
        reading.Get("modified").Should().Be(Instant.From(new DateTimeOffset(2024, 5, 1, 10, 0, 0, 500, TimeSpan.Zero)));
        reading.Validate();
    }

    [Fact]
    public async Task Nested_arrays_and_maps_read_as_recorded()
    {
        const string schema =
            """
            {"type":"record","name":"Nest","namespace":"lab","fields":[{"name":"id","type":"int"},
             {"name":"in","type":{"type":"record","name":"Inner","fields":[{"name":"x","type":"int"},{"name":"y","type":["null","string"],"default":null}]}},
             {"name":"list","type":{"type":"array","items":"long"}},{"name":"map","type":{"type":"map","values":"string"}},{"name":"again","type":"Inner"},
             {"name":"deep","type":{"type":"array","items":{"type":"map","values":{"type":"array","items":"int"}}}}]}
            """;
        await using var fixture = await ConverterFixture.StartAsync();

        var value = fixture.Read(schema, "02020202610402040002026b02760004000402026104020400000000").Value;

        value!.ToString().Should().Be("Struct{id=1,in=Struct{x=1,y=a},list=[1, 2],map={k=v},again=Struct{x=2},deep=[{a=[1, 2]}, {}]}");
    }

    [Fact]
    public async Task Enums_fixed_and_unions_read_as_recorded()
    {
        const string schema =
            """
            {"type":"record","name":"Un","namespace":"lab","fields":[{"name":"e","type":{"type":"enum","name":"State","symbols":["ON","OFF"]}},
             {"name":"h","type":{"type":"fixed","name":"Hash","size":4}},{"name":"u","type":["int","string"]},
             {"name":"v","type":["null","int",{"type":"record","name":"In","fields":[{"name":"x","type":"int"}]}]},{"name":"one","type":["int"]}]}
            """;
        await using var fixture = await ConverterFixture.StartAsync();

        var value = (Struct)fixture.Read(schema, "0261626364020274040a0012").Value!;

        value.GetString("e").Should().Be("OFF");
        value.GetBytes("h").Should().Equal("abcd"u8.ToArray());
        value.GetStruct("u")!.ToString().Should().Be("Struct{string=t}");
        value.GetStruct("v")!.ToString().Should().Be("Struct{In=Struct{x=5}}");
        value.GetInt32("one").Should().Be(9);
        value.Schema.Field("e")!.Schema.Parameters.Should().ContainKey("io.confluent.connect.avro.Enum.OFF");
        value.Schema.Field("h")!.Schema.Parameters.Should().Contain("connect.fixed.size", "4");
        value.Validate();
    }

    [Fact]
    public async Task Logical_types_read_as_recorded_and_micros_stay_numbers()
    {
        const string schema =
            """
            {"type":"record","name":"Logical","namespace":"lab","fields":[{"name":"id","type":"int"},
             {"name":"amount","type":{"type":"bytes","logicalType":"decimal","precision":10,"scale":2}},{"name":"day","type":{"type":"int","logicalType":"date"}},
             {"name":"t","type":{"type":"int","logicalType":"time-millis"}},{"name":"ts","type":{"type":"long","logicalType":"timestamp-millis"}},
             {"name":"tsu","type":{"type":"long","logicalType":"timestamp-micros"}},{"name":"u","type":{"type":"string","logicalType":"uuid"}},
             {"name":"lts","type":{"type":"long","logicalType":"local-timestamp-millis"}}]}
            """;
        await using var fixture = await ConverterFixture.StartAsync();

        var value = (Struct)fixture.Read(schema, "0402fb01000000027800").Value!;

        value.Get("amount").Should().Be(new BigDecimal(new BigInteger(-5), 2));
        value.Get("day").Should().Be(new Instant(-86_400_000));
        value.Get("ts").Should().Be(new Instant(0));
        value.Get("tsu").Should().Be(0L);
        value.Schema.Field("amount")!.Schema.Parameters.Should().Contain("connect.decimal.precision", "10");
    }

    [Fact]
    public async Task Defaults_come_from_fields_but_those_of_nullable_fields_only_from_connect_default()
    {
        const string schema =
            """
            {"type":"record","name":"Opt","namespace":"lab","fields":[{"name":"id","type":"int"},{"name":"note","type":["string","null"],"default":"none"},
             {"name":"n","type":"int","default":7},{"name":"x","type":["null",{"type":"int","connect.default":5}],"default":null}]}
            """;
        await using var fixture = await ConverterFixture.StartAsync();

        var value = (Struct)fixture.Read(schema, "020002610400").Value!;

        value.Schema.Field("note")!.Schema.Should().Be(Schema.OptionalStringSchema);
        value.Schema.Field("n")!.Schema.DefaultValue.Should().Be(7);
        value.Schema.Field("n")!.Schema.Parameters.Should().Contain("io.confluent.connect.avro.field.default", "true");
        value.Get("x").Should().Be(5);
        value.GetWithoutDefault("x").Should().BeNull();
    }

    [Fact]
    public async Task Bytes_at_the_root_have_no_length_before_them()
    {
        await using var fixture = await ConverterFixture.StartAsync();

        fixture.Read("\"bytes\"", "3132333435").Value.Should().BeEquivalentTo("12345"u8.ToArray());
    }

    [Fact]
    public async Task Null_is_a_tombstone()
    {
        await using var fixture = await ConverterFixture.StartAsync();

        fixture.Converter().ToConnectData("t", null, null).Should().Be(SchemaAndValue.Null);
    }

    [Fact]
    public async Task Latest_version_is_what_old_data_are_read_as_when_wanted()
    {
        const string old =
            """
            {"type":"record","name":"R","namespace":"lab","fields":[{"name":"gone","type":{"type":"array","items":"string"}},{"name":"n","type":"int"},
             {"name":"s","type":"string"},{"name":"e","type":{"type":"enum","name":"E","symbols":["A","B"],"default":"A"}}]}
            """;
        const string latest =
            """
            {"type":"record","name":"R","namespace":"lab","fields":[{"name":"e","type":{"type":"enum","name":"E","symbols":["A"],"default":"A"}},
             {"name":"renamed","aliases":["s"],"type":["null","string"]},{"name":"n","type":"double"},{"name":"more","type":"int","default":4}]}
            """;
        await using var fixture = await ConverterFixture.StartAsync();
        var id = fixture.Client.Register("t-value", old).Id;
        fixture.Client.Register("t-value", latest);

        var value = fixture.Converter(("use.latest.version", "true")).ToConnectData("t", null, ConverterFixture.Message(id, "020261000e027802")).Value;

        value!.ToString().Should().Be("Struct{e=A,renamed=x,n=7.0,more=4}");
        ((Struct)value).Validate();
    }
}
