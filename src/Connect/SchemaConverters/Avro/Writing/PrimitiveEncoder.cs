using System.Globalization;
using Ms2Lab.Connect.Api;
using Ms2Lab.Schemas.Formats.Avro;
using Ms2Lab.Schemas.Formats.Avro.Binary;

namespace Ms2Lab.Connect.SchemaConverters.Avro.Writing;

/// <summary>A value without parts; a number may be written as a wider one, as Avro's Java writer does.</summary>
internal sealed class PrimitiveEncoder(Schema schema, AvroSchema target) : ValueEncoder
{
    internal override void Write(AvroWriter writer, object? value)
    {
        if (value is null)
        {
            throw new DataException("Found null value for non-optional schema");
        }

        var plain = LogicalValues.FromConnect(schema, value);
        if (!Fits(plain))
        {
            throw new DataException($"Invalid type for {schema.Type.Name()}: class {JavaClass.NameOf(plain)}");
        }

        switch (plain)
        {
            case bool flag when target.Type == AvroType.Boolean: writer.WriteBoolean(flag); break;
            case string text when target is AvroEnum symbols: writer.WriteInt(IndexOf(symbols, text)); break;
            case string text when target.Type == AvroType.String: writer.WriteString(text); break;
            case byte[] bytes when target is AvroFixed size: writer.WriteRaw(Padded(bytes, size)); break;
            case byte[] bytes when target.Type == AvroType.Bytes: writer.WriteBytes(bytes); break;
            case IConvertible number when value is not (bool or string) && target.Type is >= AvroType.Int and <= AvroType.Double: WriteNumber(writer, number); break;
            default: throw JavaException.ClassCast(plain, TargetClass);
        }
    }

    private string TargetClass => target.Type switch
    {
        AvroType.Boolean => "java.lang.Boolean",
        AvroType.String => "java.lang.CharSequence",
        AvroType.Bytes => "java.nio.ByteBuffer",
        _ => "java.lang.Number",
    };

    private bool Fits(object value) => (schema.Type, value) is (SchemaType.Int8, sbyte) or (SchemaType.Int16, short) or (SchemaType.Int32, int)
        or (SchemaType.Int64, long) or (SchemaType.Float32, float) or (SchemaType.Float64, double) or (SchemaType.Boolean, bool)
        or (SchemaType.String, string) or (SchemaType.Bytes, byte[]);

    private void WriteNumber(AvroWriter writer, IConvertible number)
    {
        switch (target.Type)
        {
            case AvroType.Int: writer.WriteInt(number.ToInt32(CultureInfo.InvariantCulture)); break;
            case AvroType.Long: writer.WriteLong(number.ToInt64(CultureInfo.InvariantCulture)); break;
            case AvroType.Float: writer.WriteFloat(number.ToSingle(CultureInfo.InvariantCulture)); break;
            default: writer.WriteDouble(number.ToDouble(CultureInfo.InvariantCulture)); break;
        }
    }

    private static int IndexOf(AvroEnum symbols, string text) => symbols.IndexOf(text) is >= 0 and var index
        ? index
        : throw new JavaException("org.apache.avro.AvroTypeException", $"enum value '{text}' is not in the enum schema {symbols}");

    // A decimal fills its fixed size with its sign; other bytes must have that size.
    private byte[] Padded(byte[] bytes, AvroFixed size)
    {
        if (bytes.Length == size.Size)
        {
            return bytes;
        }

        if (schema.Logical != LogicalType.Decimal || bytes.Length > size.Size)
        {
            throw new DataException($"Fixed size {size.Size} does not match {bytes.Length} bytes of {size.FullName}");
        }

        var padded = new byte[size.Size];
        padded.AsSpan().Fill((sbyte)bytes[0] < 0 ? (byte)0xFF : (byte)0);
        bytes.CopyTo(padded, size.Size - bytes.Length);
        return padded;
    }
}
