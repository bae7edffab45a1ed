using Ms2Lab.Connect.Api;
using Ms2Lab.Connect.Runtime;

namespace Ms2Lab.Connect.Tests.Transforms;

/// <summary>Expectations come from Kafka Connect 4.3.1's recorded answers and its documented behaviour.</summary>
public sealed class TransformTests
{
    private static readonly Schema Reading = SchemaBuilder.Struct().Name("r")
        .Field("id", Schema.Int32Schema)
        .Field("t", SchemaBuilder.Int64().Name(TimestampLogical.LogicalName).Version(1).Optional().Build())
        .Field("s", Schema.OptionalStringSchema)
        .Field("n", SchemaBuilder.Struct().Optional().Field("x", Schema.Int32Schema).Build()).Build();

    [Theory]
    [InlineData("Cast$Value", "spec=id:string,t:int64,zz:int8", "Struct{id=1,t=1500000000123,s=14/07/2017,n=Struct{x=9}}")]
    [InlineData("TimestampConverter$Value", "field=t;target.type=string;format=EEE, d MMM yyyy HH:mm:ss", "Struct{id=1,t=Fri, 14 Jul 2017 02:40:00,s=14/07/2017,n=Struct{x=9}}")]
    [InlineData("TimestampConverter$Value", "field=s;target.type=Date;format=dd/MM/yyyy", "Struct{id=1,t=Fri Jul 14 02:40:00 UTC 2017,s=Fri Jul 14 00:00:00 UTC 2017,n=Struct{x=9}}")]
    [InlineData("ReplaceField$Value", "exclude=t,n;renames=id:key", "Struct{key=1,s=14/07/2017}")]
    [InlineData("MaskField$Value", "fields=id,s,t", "Struct{id=0,t=Thu Jan 01 00:00:00 UTC 1970,s=,n=Struct{x=9}}")]
    [InlineData("Flatten$Value", "delimiter=_", "Struct{id=1,t=Fri Jul 14 02:40:00 UTC 2017,s=14/07/2017,n_x=9}")]
    [InlineData("ExtractField$Value", "field=n.x;field.syntax.version=V2", "9")]
    [InlineData("HoistField$Value", "field=h", "Struct{h=Struct{id=1,t=Fri Jul 14 02:40:00 UTC 2017,s=14/07/2017,n=Struct{x=9}}}")]
    [InlineData("InsertField$Value", "offset.field=o!;static.field=a;static.value=b", "Struct{id=1,t=Fri Jul 14 02:40:00 UTC 2017,s=14/07/2017,n=Struct{x=9},o=42,a=b}")]
    public void Structs_come_out_changed(string transform, string settings, string expected)
    {
        var value = new Struct(Reading).Put("id", 1).Put("t", new Instant(1500000000123)).Put("s", "14/07/2017")
            .Put("n", new Struct(Reading.Field("n")!.Schema).Put("x", 9));

        var result = Transform(transform, settings).Apply(Record("topic", Reading, value))!;

        JavaText.Of(result.Value).Should().Be(expected);
    }

    [Theory]
    [InlineData("ReplaceField$Value", "exclude=a", "Only Struct objects supported for [field replacement], found: java.lang.String")]
    [InlineData("Flatten$Value", "", "Only Struct objects supported for [flattening], found: java.lang.String")]
    [InlineData("HeaderFrom$Value", "fields=a;headers=h;operation=copy", "Only Struct objects supported for [header copy], found: java.lang.String")]
    [InlineData("Cast$Value", "spec=int8", "Value (text) was out of range for requested data type")]
    [InlineData("SetSchemaMetadata$Value", "schema.name=x", "Cannot list fields on non-struct type")]
    public void Values_of_the_wrong_shape_are_refused(string transform, string settings, string expected)
    {
        var applying = () => Transform(transform, settings).Apply(Record("topic", Schema.StringSchema, "text"));

        applying.Should().Throw<DataException>().WithMessage(expected);
    }

    [Theory]
    [InlineData("MaskField$Value", "fields=", "Configuration 'fields' must not be empty. Valid values include: any non-empty value")]
    [InlineData("RegexRouter", "regex=(;replacement=y", "Invalid value ( for configuration regex: Invalid regex: Unclosed group near index 1\n(")]
    [InlineData("ReplaceField$Value", "renames=a", "Invalid value [a] for configuration renames: Invalid rename mapping: a")]
    [InlineData("HeaderFrom$Value", "fields=a;headers=h;operation=steal", "Invalid value steal for configuration operation: String must be one of: move, copy")]
    [InlineData("TimestampConverter$Value", "target.type=unix;format=bbb", "Invalid value java.lang.IllegalArgumentException: Illegal pattern character 'b' for configuration TimestampConverter requires a SimpleDateFormat-compatible pattern for string timestamps: bbb")]
    [InlineData("Cast$Value", "spec=a:struct", "Cast transformation does not support casting to STRUCT; supported types are [INT8, INT16, INT32, INT64, FLOAT32, FLOAT64, BOOLEAN, STRING]")]
    public void Wrong_settings_are_refused_in_kafkas_words(string transform, string settings, string expected)
    {
        var configuring = () => Transform(transform, settings);

        configuring.Should().Throw<ConfigException>().WithMessage(expected);
    }

    [Theory]
    [InlineData("RegexRouter", "regex=(\\w+)-(\\d++);replacement=$2.$1x", "12.sensorx")]
    [InlineData("RegexRouter", "regex=sensor;replacement=y", "sensor-12")]
    [InlineData("TimestampRouter", "topic.format=${timestamp}_${topic};timestamp.format=yyyy.MM", "2017.07_sensor-12")]
    public void Topics_are_rerouted(string transform, string settings, string expected) =>
        Transform(transform, settings).Apply(Record("sensor-12", null, null))!.Topic.Should().Be(expected);

    [Fact]
    public void Maps_keep_the_order_of_a_java_hash_map()
    {
        var map = new ConnectMap { ["zeta"] = 1L, ["a"] = 2L, ["beta"] = 3L };

        var result = Transform("InsertField$Value", "topic.field=topic").Apply(Record("t", null, map))!;

        JavaText.Of(result.Value).Should().Be("{zeta=1, a=2, topic=t, beta=3}");
    }

    [Fact]
    public void Keys_of_every_kind_have_their_place_in_a_hash_map()
    {
        var map = new ConnectMap
        {
            [1.5] = 1, [-7L] = 2, [true] = 3, [BigDecimal.Parse("12345678901234567890.5")] = 4, [null] = 5, ["x"] = 6, [2.5f] = 7,
        };

        map.ToString().Should().Be("{null=5, 2.5=7, -7=2, 1.5=1, x=6, 12345678901234567890.5=4, true=3}");
    }

    private static SinkRecord Record(string topic, Schema? schema, object? value) =>
        new(topic, 0, null, null, schema, value, 42, 1500000000123, TimestampType.CreateTime);

    private static ITransformation Transform(string name, string settings)
    {
        var plugin = new KafkaPlugins().Plugins.Single(p => p.ClassName == "org.apache.kafka.connect.transforms." + name);
        var transform = (ITransformation)plugin.Create();
        transform.Configure(settings.Split(';', StringSplitOptions.RemoveEmptyEntries)
            .ToDictionary(s => s[..s.IndexOf('=', StringComparison.Ordinal)], s => s[(s.IndexOf('=', StringComparison.Ordinal) + 1)..]));
        return transform;
    }
}
