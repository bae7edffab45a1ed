using System.Globalization;
using System.Text.Json;
using Ms2Lab.Connect.Api;
using Ms2Lab.Schemas.Formats.Avro;

namespace Ms2Lab.Connect.SchemaConverters.Avro;

/// <summary>The Connect schemas of Avro schemas. Not safe for several threads.</summary>
internal sealed class AvroToConnectSchema(AvroDataOptions options)
{
    private readonly Dictionary<AvroSchema, SchemaBuilder> open = new(ReferenceEqualityComparer.Instance);
    private int unions;

    /// <summary>Translates a whole schema; without a <c>connect.version</c> it gets the registry's <paramref name="version"/>.</summary>
    /// <returns>Null for data that never had a schema (<c>io.confluent.connect.avro.Anything</c>).</returns>
    /// <exception cref="DataException">Connect has no such schema.</exception>
    internal Schema? Translate(AvroSchema schema, int? version)
    {
        open.Clear(); // what a refused schema left
        return schema.FullName == AvroWords.Anything ? null : Of(schema, false, null, null, version);
    }

    private string MemberName(AvroSchema member, int place) => options.GeneralizedSumTypes ? SumTypes.FieldOf(place)
        : member is AvroNamed named ? options.EnhancedSchemas ? named.FullName : named.Name.Simple : member.TypeName;

    private Schema? Nested(AvroSchema schema, bool optional = false) => schema.FullName == AvroWords.Anything ? null : Of(schema, optional, null, null, null);

    private Schema Of(AvroSchema schema, bool optional, JsonElement? fieldDefault, string? fieldDoc, int? version)
    {
        if (schema is AvroUnion union && Single(union) is { } only)
        {
            return Of(only, union.Branches.Count == 2, null, fieldDoc, null);
        }

        if (open.TryGetValue(schema, out var whole))
        {
            var reference = SchemaBuilder.Inside(whole);
            return (optional ? reference.Optional() : reference).Build();
        }

        var builder = Builder(schema);
        AddVersion(builder, schema, version);
        AddMetaData(builder, schema, fieldDoc);
        AddDefault(builder, schema, fieldDefault);
        AddName(builder, schema);
        return optional ? builder.Optional().Build() : builder.Build();
    }

    /// <summary>The one type a union stands for: its only one, or that beside null; null if there are several.</summary>
    private AvroSchema? Single(AvroUnion union) => union.Branches.Count switch
    {
        1 when options.FlattenSingletonUnions => union.Branches[0],
        2 when union.NullBranch >= 0 => union.Branches[1 - union.NullBranch],
        _ => null,
    };

    private SchemaBuilder Builder(AvroSchema schema) => schema switch
    {
        AvroRecord record => OfRecord(record),
        AvroEnum symbols => OfEnum(symbols),
        AvroUnion union => OfUnion(union),
        AvroArray array when AvroWords.IsMapEntry(array.Items) => OfEntries((AvroRecord)array.Items),
        AvroArray array => SchemaBuilder.Array(Nested(array.Items)),
        AvroMap map => SchemaBuilder.Map(Schema.StringSchema, Nested(map.Values)),
        AvroFixed bytes => OfBytes(bytes).Parameter(AvroWords.FixedSize, bytes.Size.ToString(CultureInfo.InvariantCulture)),
        _ => OfPrimitive(schema),
    };

    private static SchemaBuilder OfPrimitive(AvroSchema schema) => schema.Type switch
    {
        AvroType.Boolean => SchemaBuilder.Bool(),
        AvroType.Bytes => OfBytes(schema),
        AvroType.Double => SchemaBuilder.Float64(),
        AvroType.Float => SchemaBuilder.Float32(),
        AvroType.Int => OfInt(schema),
        AvroType.Long when Is(schema, "timestamp-millis") => TimestampLogical.Builder(),
        AvroType.Long => SchemaBuilder.Int64(),
        AvroType.String => SchemaBuilder.String(),
        _ => throw new DataException("Standalone null schemas are not supported by this converter"),
    };

    private static SchemaBuilder OfInt(AvroSchema schema)
    {
        if (schema.LogicalType is not null)
        {
            return Is(schema, "date") ? DateLogical.Builder() : Is(schema, "time-millis") ? TimeLogical.Builder() : SchemaBuilder.Int32();
        }

        return schema.Text("connect.type") switch
        {
            null or "int32" => SchemaBuilder.Int32(),
            "int8" => SchemaBuilder.Int8(),
            "int16" => SchemaBuilder.Int16(),
            _ => throw new DataException("Connect type annotation for Avro int field is null"),
        };
    }

    private static SchemaBuilder OfBytes(AvroSchema schema)
    {
        if (!Is(schema, "decimal"))
        {
            return SchemaBuilder.ByteBuffers();
        }

        var builder = DecimalLogical.Builder(AvroWords.Number(schema, "scale") ?? 0);
        return AvroWords.Number(schema, "precision") is { } precision and not AvroWords.DefaultPrecision
            ? builder.Parameter(AvroWords.DecimalPrecision, precision.ToString(CultureInfo.InvariantCulture))
            : builder;
    }

    private SchemaBuilder OfRecord(AvroRecord record)
    {
        var builder = open[record] = SchemaBuilder.Struct();
        if (options is { MetaData: true, DiscardTypeDocDefault: false } && record.Doc is { } doc)
        {
            builder.Parameter(AvroWords.RecordDoc, doc);
        }

        foreach (var field in record.Fields)
        {
            if (options is { MetaData: true, DiscardTypeDocDefault: false } && field.Doc is { } fieldDoc)
            {
                builder.Parameter(AvroWords.FieldDoc + field.Name, fieldDoc);
            }

            builder.Field(field.Name, Of(field.Schema, false, field.Default, field.Doc, null));
        }

        open.Remove(record);
        return builder;
    }

    private SchemaBuilder OfEnum(AvroEnum schema)
    {
        var builder = SchemaBuilder.String();
        if (options.MetaData && schema.Doc is { } doc)
        {
            builder.Parameter(options.DiscardTypeDocDefault ? AvroWords.PlainEnumDoc : AvroWords.EnumDoc + schema.Name.Simple, doc);
        }

        if (options is { MetaData: true, DiscardTypeDocDefault: false } && schema.Default is { } symbolOfDefault)
        {
            builder.Parameter(AvroWords.EnumDefault + schema.Name.Simple, symbolOfDefault);
        }

        builder.Parameter(options.EnumParameter, schema.FullName);
        foreach (var (place, symbol) in schema.Symbols.Index())
        {
            builder.Parameter($"{options.EnumParameter}.{symbol}", options.GeneralizedSumTypes ? place.ToString(CultureInfo.InvariantCulture) : symbol);
        }

        return builder;
    }

    private SchemaBuilder OfUnion(AvroUnion union)
    {
        var name = options.GeneralizedSumTypes ? SumTypes.NameOf(unions++) : AvroWords.Union;
        var builder = SchemaBuilder.Struct().Name(name);
        if (options.GeneralizedSumTypes)
        {
            builder.Parameter(SumTypes.Union, name);
        }

        foreach (var (place, member) in union.Branches.Index())
        {
            if (member.Type == AvroType.Null)
            {
                builder.Optional();
                continue;
            }

            if (builder.FieldNamed(MemberName(member, place)) is not null)
            {
                throw new DataException("Multiple union schemas map to the Connect union field name");
            }

            builder.Field(MemberName(member, place), Of(member, true, null, null, null));
        }

        return builder;
    }

    private SchemaBuilder OfEntries(AvroRecord entry) =>
        entry.Fields.Count == 2 && entry.Field("key") is { } key && entry.Field("value") is { } value
            ? SchemaBuilder.Map(Nested(key.Schema), Nested(value.Schema))
            : throw new DataException("Found map encoded as array of key-value pairs, but array elements do not match the expected format.");

    private static void AddVersion(SchemaBuilder builder, AvroSchema schema, int? version)
    {
        if ((AvroWords.Number(schema, "connect.version") ?? version) is not { } wanted || wanted < 0)
        {
            return;
        }

        if (builder.Build().Version is { } given && given != wanted)
        {
            throw new DataException(
                $"Mismatched versions: version already added to SchemaBuilder ({given}) differs from version in source schema ({wanted})");
        }

        builder.Version(wanted);
    }

    private void AddMetaData(SchemaBuilder builder, AvroSchema schema, string? fieldDoc)
    {
        AddDoc(builder, schema, fieldDoc);

        if (options.MetaData && schema.Properties.TryGetValue("connect.parameters", out var parameters))
        {
            if (parameters.ValueKind != JsonValueKind.Object)
            {
                throw new DataException($"Expected JSON object for schema parameters but found: {parameters}");
            }

            foreach (var member in parameters.EnumerateObject())
            {
                builder.Parameter(member.Name, member.Value.ValueKind == JsonValueKind.String
                    ? member.Value.GetString()!
                    : throw new DataException($"Expected schema parameter values to be strings but found: {member.Value}"));
            }
        }

        foreach (var (name, value) in schema.Properties.Where(p => p.Key.StartsWith("avro", StringComparison.Ordinal)))
        {
            builder.Parameter(name, value.ToString());
        }
    }

    private void AddDoc(SchemaBuilder builder, AvroSchema schema, string? fieldDoc)
    {
        var own = schema.Text("connect.doc");
        if (!options.DiscardTypeDocDefault)
        {
            if (options.MetaData && own is not null)
            {
                builder.Doc(own);
            }

            return;
        }

        var ofType = (schema as AvroNamed)?.Doc;
        if ((fieldDoc ?? ofType ?? own) is { } doc)
        {
            builder.Doc(doc);
        }

        if (options.MetaData && ofType is not null)
        {
            builder.Parameter(AvroWords.PlainRecordDoc, ofType);
        }
    }

    private void AddDefault(SchemaBuilder builder, AvroSchema schema, JsonElement? fieldDefault)
    {
        var own = schema.Properties.TryGetValue("connect.default", out var json) ? json : (JsonElement?)null;
        if (fieldDefault is not null && own is null && options is { MetaData: true, DiscardTypeDocDefault: false })
        {
            builder.Parameter(AvroWords.FieldDefault, "true");
        }

        // As the real converter does, a default that is not of the type is left out.
        if ((fieldDefault ?? own) is { } value)
        {
            try
            {
                builder.DefaultValue(AvroDefaults.FromJson(builder.Build(), schema, value));
            }
            catch (DataException)
            {
                return;
            }
        }
    }

    private static void AddName(SchemaBuilder builder, AvroSchema schema)
    {
        var isPlainName = schema is AvroRecord or AvroEnum || (schema is AvroFixed && builder.SchemaName != DecimalLogical.LogicalName);
        var name = schema.Text("connect.name") ?? (isPlainName ? schema.FullName : null);
        if (name is null || name.StartsWith($"{AvroWords.Namespace}.{AvroWords.DefaultName}", StringComparison.Ordinal))
        {
            return;
        }

        if (builder.SchemaName is { } given && given != name)
        {
            throw new DataException($"Mismatched names: name already added to SchemaBuilder ({given}) differs from name in source schema ({name})");
        }

        builder.Name(name);
    }

    private static bool Is(AvroSchema schema, string logicalType) => string.Equals(schema.LogicalType, logicalType, StringComparison.OrdinalIgnoreCase);
}
