using System.Globalization;
using System.Text;
using Ms2Lab.Schemas.Formats.Avro;
using Ms2Lab.Schemas.Formats.Avro.Binary;

namespace Ms2Lab.Connect.SchemaConverters.Avro.Reading;

/// <summary>A value of one Avro type, read and then converted.</summary>
internal sealed class PromotingDecoder(AvroSchema writer, Func<object, object> convert) : ValueDecoder
{
    /// <summary>How a reader takes values of another type, or null if it does not.</summary>
    internal static Func<object, object>? Conversion(AvroType writer, AvroType reader) => (writer, reader) switch
    {
        (AvroType.Int, AvroType.Long) => v => Convert.ToInt64(v, CultureInfo.InvariantCulture),
        (AvroType.Int or AvroType.Long, AvroType.Float) => v => Convert.ToSingle(v, CultureInfo.InvariantCulture),
        (AvroType.Int or AvroType.Long or AvroType.Float, AvroType.Double) => v => Convert.ToDouble(v, CultureInfo.InvariantCulture),
        (AvroType.String, AvroType.Bytes) => v => Encoding.UTF8.GetBytes((string)v),
        (AvroType.Bytes, AvroType.String) => v => Encoding.UTF8.GetString((byte[])v),
        _ => null,
    };

    internal override object? Read(ref AvroReader reader) => convert(AvroDatum.Read(writer, ref reader)!);
}
