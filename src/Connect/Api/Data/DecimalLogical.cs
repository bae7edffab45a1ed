using System.Globalization;
using System.Numerics;

namespace Ms2Lab.Connect.Api;

/// <summary>The logical type Decimal: BYTES of the big-endian two's complement unscaled value, scale in a parameter.</summary>
public static class DecimalLogical
{
    /// <summary>The schema name that marks the type.</summary>
    public const string LogicalName = "org.apache.kafka.connect.data.Decimal";

    /// <summary>The parameter that holds the scale as text.</summary>
    public const string ScaleParameter = "scale";

    /// <summary>A builder of a decimal schema of that scale.</summary>
    public static SchemaBuilder Builder(int scale) =>
        SchemaBuilder.Bytes().Name(LogicalName).Parameter(ScaleParameter, scale.ToString(CultureInfo.InvariantCulture)).Version(1);

    /// <summary>A required decimal schema of that scale.</summary>
    public static Schema Schema(int scale) => Builder(scale).Build();

    /// <summary>The unscaled bytes of a value.</summary>
    /// <exception cref="DataException">The value's scale is not the schema's.</exception>
    public static byte[] FromLogical(Schema schema, BigDecimal value)
    {
        var scale = Scale(schema);
        return value.Scale == scale
            ? value.Unscaled.ToByteArray(isBigEndian: true)
            : throw new DataException(
                "Decimal value has mismatching scale for given Decimal schema. "
                + $"Schema has scale {scale}, value has scale {value.Scale}.");
    }

    /// <summary>The value of unscaled bytes.</summary>
    public static BigDecimal ToLogical(Schema schema, byte[] value) => value.Length == 0
        ? throw new JavaException("java.lang.NumberFormatException", "Zero length BigInteger")
        : new BigDecimal(new BigInteger(value, isBigEndian: true), Scale(schema));

    /// <summary>The scale that a decimal schema states.</summary>
    /// <exception cref="DataException">It states none, or one that is no integer.</exception>
    public static int Scale(Schema schema)
    {
        if (schema.Parameters is null)
        {
            throw new JavaException(
                "java.lang.NullPointerException",
                "Cannot invoke \"java.util.Map.get(Object)\" because the return value of \"org.apache.kafka.connect.data.Schema.parameters()\" is null");
        }

        if (!schema.Parameters.TryGetValue(ScaleParameter, out var text))
        {
            throw new DataException("Invalid Decimal schema: scale parameter not found.");
        }

        return int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var scale)
            ? scale
            : throw new DataException(
                "Invalid scale parameter found in Decimal schema: ",
                JavaNumbers.NotANumber(text));
    }
}
