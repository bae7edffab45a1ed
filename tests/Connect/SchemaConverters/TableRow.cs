using System.Numerics;
using Ms2Lab.Connect.Api;

namespace Ms2Lab.Connect.Tests.SchemaConverters;

/// <summary>The row of every column type that the recordings of the source converters read from MySQL.</summary>
internal static class TableRow
{
    public static Struct Of(string table)
    {
        var schema = SchemaBuilder.Struct().Name(table)
            .Field("id", Schema.Int32Schema).Field("ti", Schema.Int8Schema).Field("si", Schema.Int16Schema).Field("bi", Schema.Int64Schema)
            .Field("fl", Schema.Float32Schema).Field("db", Schema.Float64Schema)
            .Field("de", DecimalLogical.Builder(2).Parameter("connect.decimal.precision", "10").Build())
            .Field("vc", Schema.StringSchema).Field("vn", Schema.OptionalStringSchema).Field("bo", Schema.Int8Schema).Field("vb", Schema.BytesSchema)
            .Field("da", DateLogical.Schema).Field("tm", TimeLogical.Schema).Field("ts", TimestampLogical.Schema)
            .Field("tn", TimestampLogical.Builder().Optional().Build()).Build();
        var instant = Instant.From(new DateTimeOffset(2024, 5, 1, 10, 11, 12, 345, TimeSpan.Zero));
        return new Struct(schema)
            .Put("id", 1).Put("ti", (sbyte)-5).Put("si", (short)300).Put("bi", 9007199254740993L).Put("fl", 1.5f).Put("db", -2.25)
            .Put("de", new BigDecimal(new BigInteger(1234567), 2)).Put("vc", "Grüße").Put("bo", (sbyte)1).Put("vb", new byte[] { 0, 0xff })
            .Put("da", Instant.From(new DateTimeOffset(2024, 5, 1, 0, 0, 0, TimeSpan.Zero))).Put("tm", new Instant(36_672_000)).Put("ts", instant);
    }
}
