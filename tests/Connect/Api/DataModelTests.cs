using Ms2Lab.Connect.Api;

namespace Ms2Lab.Connect.Tests.Api;

public sealed class DataModelTests
{
    [Theory]
    [InlineData(1e7, "1.0E7")]
    [InlineData(9999999, "9999999.0")]
    [InlineData(0.001, "0.001")]
    [InlineData(0.00012, "1.2E-4")]
    [InlineData(-0.5, "-0.5")]
    [InlineData(1.7976931348623157e308, "1.7976931348623157E308")]
    [InlineData(5e-324, "4.9E-324")]
    [InlineData(1234567890123456768, "1.23456789012345677E18")]
    public void Doubles_have_the_text_of_java(double value, string expected) => JavaText.Of(value).Should().Be(expected);

    // Asked of Java 17; later ones have the shortest digits (JDK-4511638).
    [Theory]
    [InlineData(3e10f, "3.0000001E10")]
    [InlineData(1.7e12f, "1.70000004E12")]
    [InlineData(float.Epsilon, "1.4E-45")]
    [InlineData(float.MaxValue, "3.4028235E38")]
    [InlineData(16777218f, "1.6777218E7")]
    public void Floats_have_the_text_of_java(float value, string expected) => JavaText.Of(value).Should().Be(expected);

    [Theory]
    [InlineData("1E+3", "1E+3")]
    [InlineData("0.0000001", "1E-7")]
    [InlineData("-12.500", "-12.500")]
    [InlineData("123e-2", "1.23")]
    public void Decimals_keep_their_scale_in_text(string text, string expected) => BigDecimal.Parse(text).ToString().Should().Be(expected);

    [Theory]
    [InlineData("dd.MM.yyyy HH:mm", "31.12.1999 23:59", 946684740000)]
    [InlineData("yyyyMMddHHmmss", "20170714024000", 1500000000000)]
    [InlineData("yyyy-MM-dd'T'HH:mm:ss.SSSX", "2017-07-14T04:40:00.123+02", 1500000000123)]
    [InlineData("yyyy-MM-dd", "2017-13-01", 1514764800000)]
    [InlineData("h a, MMM d yyyy", "3 PM, jul 14 2017", 1500044400000)]
    public void Date_patterns_parse_leniently(string pattern, string text, long expected) =>
        new JavaDateFormat(pattern).Parse(text).EpochMilliseconds.Should().Be(expected);

    [Fact]
    public void A_struct_refuses_what_does_not_fit_in_connects_words()
    {
        var schema = SchemaBuilder.Struct().Name("s").Field("a", SchemaBuilder.Int32().Name("n").Build()).Build();

        var wrong = () => new Struct(schema).Put("a", 5L);
        var missing = () => new Struct(schema).Put("a", null);
        var unknown = () => new Struct(schema).Get("b");

        wrong.Should().Throw<DataException>().WithMessage("Invalid Java object for schema \"n\" with type INT32: class java.lang.Long for field: \"a\"");
        missing.Should().Throw<DataException>().WithMessage("Invalid value: null used for required field: \"a\", schema type: INT32");
        unknown.Should().Throw<DataException>().WithMessage("b is not a valid field name");
    }

    [Fact]
    public void A_wrong_number_with_a_range_counts_twice()
    {
        var config = new ConfigDef().Define("tasks.max", ConfigDefType.Int, 1, Importance.High, "", NumberRange.AtLeast(1));

        var value = config.Validate(new Dictionary<string, string> { ["tasks.max"] = "two" }).Single();

        value.ErrorMessages.Should().Equal(
            "Invalid value two for configuration tasks.max: Not a number of type INT",
            "Invalid value null for configuration tasks.max: Value must be non-null");
    }

    [Theory]
    [InlineData("a*+b", "aaab", true)]
    [InlineData("[a-c&&[^b]]+", "acb", false)]
    [InlineData("\\Qa.b\\E.", "a.bc", true)]
    [InlineData("\\p{Alpha}\\d", "x٣", false)]
    [InlineData("(?i)TOPIC-(?<n>[0-9]{2,})", "topic-123", true)]
    public void Java_patterns_match_as_in_java(string pattern, string text, bool expected) =>
        JavaRegex.Compile(pattern).IsMatch(text).Should().Be(expected);

    [Theory]
    [InlineData("[", "Unclosed character class near index 0\n[\n^")]
    [InlineData("*a", "Dangling meta character '*' near index 0\n*a\n^")]
    [InlineData("a)", "Unmatched closing ')' near index 0\na)\n^")]
    public void Bad_patterns_are_refused_in_javas_words(string pattern, string expected)
    {
        var compiling = () => JavaRegex.Compile(pattern);

        compiling.Should().Throw<JavaException>().Which.JavaMessage.Should().Be(expected);
    }
}
