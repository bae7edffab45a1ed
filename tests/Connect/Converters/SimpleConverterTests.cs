using System.Text;
using Ms2Lab.Connect.Api;
using Ms2Lab.Connect.Runtime.Converters;

namespace Ms2Lab.Connect.Tests.Converters;

/// <summary>Expectations come from Kafka Connect 4.3.1's recorded answers.</summary>
public sealed class SimpleConverterTests
{
    private static readonly Dictionary<string, string> NoSettings = [];

    [Fact]
    public void A_number_of_another_width_is_refused_with_the_name_of_its_type()
    {
        var reading = () => new IntegerConverter().ToConnectData("t", null, [0, 0, 5]);

        reading.Should().Throw<DataException>().WithMessage("Failed to deserialize integer: ")
            .Which.InnerException!.Message.Should().Be("Size of data received by IntegerDeserializer is not 4");
        new IntegerConverter().ToConnectData("t", null, [0, 0, 0, 5]).Value.Should().Be(5);
    }

    [Fact]
    public void A_charset_that_does_not_exist_stops_the_converter()
    {
        var configuring = () => new StringConverter().Configure(new Dictionary<string, string> { ["converter.encoding"] = "UTF-5" }, false);

        var error = configuring.Should().Throw<JavaException>().Which;
        JavaTrace.Describe(error).Should().Be("org.apache.kafka.common.errors.SerializationException: Unsupported encoding UTF-5");
        JavaTrace.Describe(error.InnerException!).Should().Be("java.nio.charset.UnsupportedCharsetException: UTF-5");
    }

    [Fact]
    public void Text_is_read_in_the_charset_of_the_settings()
    {
        var converter = new StringConverter();
        converter.Configure(new Dictionary<string, string> { ["converter.encoding"] = "ISO-8859-1" }, false);

        converter.ToConnectData("t", null, [0x67, 0x72, 0xfc, 0x6e]).Value.Should().Be("grün");
    }

    [Theory]
    [InlineData("300", "300")]
    [InlineData("1e400", "1E+400")]
    [InlineData("1.0", "1")]
    [InlineData("007", "7")]
    [InlineData("+5", "5")]
    [InlineData("TRUE", "TRUE")]
    [InlineData("2017-07-14T02:40:00.123Z", "2017-07-14T02:40:00.123Z")]
    [InlineData("[\"a\",\"b\"]", "[\"a\",\"b\"]")]
    [InlineData("{a:1,b:2}", "{a:1,b:2}")]
    [InlineData("[1,", "[1,")]
    [InlineData("123456789012345678901234567890", "123456789012345678901234567890")]
    [InlineData("a,b", "a,b")]
    public void Headers_are_written_back_as_the_text_of_the_inferred_value(string text, string expected)
    {
        var converter = new SimpleHeaderConverter();
        converter.Configure(NoSettings);

        var value = converter.ToConnectHeader("t", "h", Encoding.UTF8.GetBytes(text));

        Encoding.UTF8.GetString(converter.FromConnectHeader("t", "h", value.Schema, value.Value)!).Should().Be(expected);
    }
}
