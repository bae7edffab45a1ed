using System.Security.Cryptography;
using System.Text;
using Ms2Lab.Schemas.Formats.Json;

namespace Ms2Lab.Schemas.Formats.Avro;

/// <summary>Parsing canonical form and fingerprints (Avro specification, "Transforming into Parsing Canonical Form" and "Schema Fingerprints").</summary>
public static class AvroFingerprint
{
    private const ulong Empty = 0xc15d213aa4d7a795;
    private static readonly ulong[] Table = MakeTable();

    /// <summary>The text with everything removed that does not change how data are read.</summary>
    public static string Canonical(AvroSchema schema)
    {
        var text = new StringBuilder();
        Append(text, schema, []);
        return text.ToString();
    }

    /// <summary>CRC-64-AVRO of the canonical form.</summary>
    public static long Crc64(AvroSchema schema) => Crc64(Encoding.UTF8.GetBytes(Canonical(schema)));

    /// <summary>CRC-64-AVRO of any bytes.</summary>
    public static long Crc64(ReadOnlySpan<byte> bytes)
    {
        var crc = Empty;
        foreach (var b in bytes)
        {
            crc = (crc >> 8) ^ Table[(byte)(crc ^ b)];
        }

        return (long)crc;
    }

    /// <summary>SHA-256 of the canonical form: 32 bytes.</summary>
    public static byte[] Sha256(AvroSchema schema) => SHA256.HashData(Encoding.UTF8.GetBytes(Canonical(schema)));

    /// <summary>MD5 of the canonical form: 16 bytes. The specification names it; it protects nothing here.</summary>
#pragma warning disable CA5351 // fingerprint, not cryptography
    public static byte[] Md5(AvroSchema schema) => MD5.HashData(Encoding.UTF8.GetBytes(Canonical(schema)));
#pragma warning restore CA5351

    private static void Append(StringBuilder text, AvroSchema schema, HashSet<string> written)
    {
        switch (schema)
        {
            case AvroNamed named when !written.Add(named.FullName):
                text.Append('"').Append(named.FullName).Append('"');
                break;
            case AvroRecord record:
                text.Append("{\"name\":\"").Append(record.FullName).Append("\",\"type\":\"record\",\"fields\":[");
                foreach (var field in record.Fields)
                {
                    text.Append(field.Position > 0 ? "," : "").Append("{\"name\":\"").Append(field.Name).Append("\",\"type\":");
                    Append(text, field.Schema, written);
                    text.Append('}');
                }

                text.Append("]}");
                break;
            case AvroEnum e:
                text.Append("{\"name\":\"").Append(e.FullName).Append("\",\"type\":\"enum\",\"symbols\":[")
                    .AppendJoin(',', e.Symbols.Select(JsonText.Quoted)).Append("]}");
                break;
            case AvroFixed f:
                text.Append("{\"name\":\"").Append(f.FullName).Append("\",\"type\":\"fixed\",\"size\":").Append(f.Size).Append('}');
                break;
            case AvroArray array:
                text.Append("{\"type\":\"array\",\"items\":");
                Append(text, array.Items, written);
                text.Append('}');
                break;
            case AvroMap map:
                text.Append("{\"type\":\"map\",\"values\":");
                Append(text, map.Values, written);
                text.Append('}');
                break;
            case AvroUnion union:
                text.Append('[');
                for (var i = 0; i < union.Branches.Count; i++)
                {
                    text.Append(i > 0 ? "," : "");
                    Append(text, union.Branches[i], written);
                }

                text.Append(']');
                break;
            default:
                text.Append('"').Append(schema.TypeName).Append('"');
                break;
        }
    }

    private static ulong[] MakeTable()
    {
        var table = new ulong[256];
        for (var i = 0; i < 256; i++)
        {
            var entry = (ulong)i;
            for (var bit = 0; bit < 8; bit++)
            {
                entry = (entry >> 1) ^ (Empty & (0 - (entry & 1)));
            }

            table[i] = entry;
        }

        return table;
    }
}
