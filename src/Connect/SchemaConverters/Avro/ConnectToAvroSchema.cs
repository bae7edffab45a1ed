using System.Globalization;
using System.Text.Json.Nodes;
using Ms2Lab.Connect.Api;
using Ms2Lab.Schemas.Formats.Avro;

namespace Ms2Lab.Connect.SchemaConverters.Avro;

/// <summary>The Avro schema of one Connect schema; made as text and parsed, so that the text is what a registry gets.</summary>
internal sealed class ConnectToAvroSchema
{
    /// <summary>The schema of data that has none: one of its fields is set.</summary>
    internal const string AnythingText =
        """
        {"type":"record","name":"Anything","namespace":"io.confluent.connect.avro","fields":[{"name":"boolean","type":["null","boolean"],"default":null},
        {"name":"bytes","type":["null","bytes"],"default":null},{"name":"double","type":["null","double"],"default":null},
        {"name":"float","type":["null","float"],"default":null},{"name":"int","type":["null","int"],"default":null},
        {"name":"long","type":["null","long"],"default":null},{"name":"string","type":["null","string"],"default":null},
        {"name":"array","type":["null",{"type":"array","items":"Anything"}],"default":null},
        {"name":"map","type":["null",{"type":"array","items":{"type":"record","name":"MapEntry","fields":[{"name":"key","type":"Anything"},{"name":"value","type":"Anything"}]}}],"default":null}]}
        """;

    private readonly AvroDataOptions options;
    private readonly Dictionary<Schema, string> written = [];
    private readonly HashSet<string> names = [];
    private int unnamed;

    private ConnectToAvroSchema(AvroDataOptions options) => this.options = options;

    /// <summary>Translates a schema; null for data without one.</summary>
    /// <exception cref="AvroSchemaException">A name is not legal in Avro.</exception>
    internal static AvroSchema Translate(Schema? schema, AvroDataOptions options) => AvroSchema.Parse(
        schema is null ? AnythingText : new ConnectToAvroSchema(options).Of(schema, inUnion: false).ToJsonString());

    private JsonNode Of(Schema? schema, bool inUnion)
    {
        if (schema is null)
        {
            return names.Add(AvroWords.Anything) ? JsonNode.Parse(AnythingText)! : JsonValue.Create(AvroWords.Anything);
        }

        if (AvroWords.IsUnion(schema))
        {
            var branches = schema.Fields.Select(f => Of(f.Schema, inUnion: true));
            return new JsonArray([.. schema.IsOptional ? branches.Prepend("null") : branches]);
        }

        var type = Base(schema);
        return inUnion || !schema.IsOptional ? type
            : schema.DefaultValue is null || schema.Type == SchemaType.Struct ? new JsonArray("null", type) : new JsonArray(type, "null");
    }

    private JsonNode Base(Schema schema)
    {
        schema.RequireEnd();
        var required = schema.IsOptional ? Required(schema) : schema;
        if (written.TryGetValue(required, out var known))
        {
            return JsonValue.Create(known);
        }

        var type = Bare(schema, required);
        if (type is JsonObject attributes)
        {
            AddMetaData(attributes, schema);
            return attributes.Count == 1 ? attributes["type"]!.DeepClone() : attributes;
        }

        return type;
    }

    private JsonNode Bare(Schema schema, Schema required) => schema.Type switch
    {
        SchemaType.Int8 or SchemaType.Int16 or SchemaType.Int32 => Type("int"),
        SchemaType.Int64 => Type("long"),
        SchemaType.Float32 => Type("float"),
        SchemaType.Float64 => Type("double"),
        SchemaType.Boolean => Type("boolean"),
        SchemaType.String when options.IsAvroEnum(schema) => Enum(schema, required, schema.Parameters![options.EnumParameter]),
        SchemaType.String => Type("string"),
        SchemaType.Bytes => Bytes(schema, required),
        SchemaType.Array => new JsonObject { ["type"] = "array", ["items"] = Of(schema.ValueSchema, false) },
        SchemaType.Map when options.IsAvroMap(schema) => new JsonObject { ["type"] = "map", ["values"] = Of(schema.ValueSchema, false) },
        SchemaType.Map => new JsonObject { ["type"] = "array", ["items"] = Entries(schema) },
        _ => Record(schema, required),
    };

    private JsonNode Record(Schema schema, Schema required)
    {
        if (!Named("record", schema.Name, out var record, out var full))
        {
            return JsonValue.Create(full);
        }

        if (schema.Parameters?.GetValueOrDefault(options.DiscardTypeDocDefault ? AvroWords.PlainRecordDoc : AvroWords.RecordDoc) is { } doc)
        {
            record["doc"] = doc;
        }

        record["fields"] = new JsonArray([.. schema.Fields.Select(f => Field(
            options.ScrubNames ? AvroWords.Scrubbed(f.Name) : f.Name, f.Schema, schema.Parameters?.GetValueOrDefault(AvroWords.FieldDoc + f.Name)))]);
        written[required] = full;
        return record;
    }

    private JsonObject Field(string name, Schema? schema, string? doc)
    {
        var field = new JsonObject { ["name"] = name, ["type"] = Of(schema, false) };
        if ((options.DiscardTypeDocDefault ? schema?.Doc : doc) is { } text)
        {
            field["doc"] = text;
        }

        if (schema?.DefaultValue is { } value)
        {
            if (AvroDefaults.ToJson(schema, value, options) is { } json)
            {
                field["default"] = json;
            }
        }
        else if (schema is { IsOptional: true })
        {
            field["default"] = null;
        }

        return field;
    }

    private JsonNode Entries(Schema map)
    {
        if (!Named("record", map.Name ?? $"{AvroWords.Namespace}.{AvroWords.MapEntry}", out var entry, out var full))
        {
            return JsonValue.Create(full);
        }

        entry["fields"] = new JsonArray(Field("key", map.KeySchema, null), Field("value", map.ValueSchema, null));
        if (map.Name is not null)
        {
            entry["connect.internal.type"] = AvroWords.MapEntry;
        }

        return entry;
    }

    private JsonNode Enum(Schema schema, Schema required, string name)
    {
        if (!Named("enum", name, out var type, out var full))
        {
            return JsonValue.Create(full);
        }

        var simple = full[(full.LastIndexOf('.') + 1)..];
        if (schema.Parameters!.GetValueOrDefault(options.DiscardTypeDocDefault ? AvroWords.PlainEnumDoc : AvroWords.EnumDoc + simple) is { } doc)
        {
            type["doc"] = doc;
        }

        type["symbols"] = new JsonArray([.. schema.Parameters!.Keys
            .Where(k => k.StartsWith(options.EnumParameter + ".", StringComparison.Ordinal)).Select(k => JsonValue.Create(k[(options.EnumParameter.Length + 1)..]))]);
        if (!options.DiscardTypeDocDefault && schema.Parameters!.GetValueOrDefault(AvroWords.EnumDefault + simple) is { } symbol)
        {
            type["default"] = symbol;
        }

        written[required] = full;
        return type;
    }

    private JsonNode Bytes(Schema schema, Schema required)
    {
        var type = Type("bytes");
        if (schema.Name is not null && schema.Parameters?.GetValueOrDefault(AvroWords.FixedSize) is { } size)
        {
            if (!Named("fixed", schema.Name, out type, out var full))
            {
                return JsonValue.Create(full);
            }

            type["size"] = int.Parse(size, CultureInfo.InvariantCulture);
            written[required] = full;
        }

        if (schema.Logical == LogicalType.Decimal)
        {
            type["scale"] = DecimalLogical.Scale(schema);
            type["precision"] = Precision(schema);
        }

        return type;
    }

    private void AddMetaData(JsonObject type, Schema schema)
    {
        if (options.MetaData)
        {
            AddConnectProperties(type, schema);
        }

        var logical = schema.Logical switch
        {
            LogicalType.Decimal => "decimal",
            LogicalType.Date => "date",
            LogicalType.Time => "time-millis",
            LogicalType.Timestamp => "timestamp-millis",
            _ => null,
        };
        if (logical is not null)
        {
            type["logicalType"] = logical;
        }

        foreach (var (name, value) in (schema.Parameters ?? new Dictionary<string, string>()).Where(p => p.Key.StartsWith("avro", StringComparison.Ordinal)))
        {
            type[name] = value;
        }
    }

    private void AddConnectProperties(JsonObject type, Schema schema)
    {
        if (schema.Doc is not null)
        {
            type["connect.doc"] = schema.Doc;
        }

        if (schema.Version is { } version)
        {
            type["connect.version"] = version;
        }

        var parameters = (schema.Parameters ?? new Dictionary<string, string>())
            .Where(p => options.DiscardTypeDocDefault || p.Key != AvroWords.FieldDefault).ToList();
        if (parameters.Count > 0)
        {
            type["connect.parameters"] = new JsonObject(parameters.Select(p => KeyValuePair.Create(p.Key, (JsonNode?)p.Value)));
        }

        if (schema.DefaultValue is { } value && (options.DiscardTypeDocDefault || schema.Parameters?.ContainsKey(AvroWords.FieldDefault) != true))
        {
            type["connect.default"] = AvroDefaults.ToJson(schema, value, options);
        }

        if (schema.Name is not null)
        {
            type["connect.name"] = schema.Name;
        }

        if (schema.Type is SchemaType.Int8 or SchemaType.Int16)
        {
            type["connect.type"] = schema.Type == SchemaType.Int8 ? "int8" : "int16";
        }
    }

    /// <summary>Begins a named type; false if the name is taken, then it is only referred to.</summary>
    private bool Named(string kind, string? name, out JsonObject type, out string full)
    {
        unnamed += name is null ? 1 : 0;
        full = name is null
            ? $"{AvroWords.Namespace}.{AvroWords.DefaultName}{(unnamed > 1 ? unnamed : "")}"
            : AvroWords.FullName(name, options.ScrubNames);
        var dot = full.LastIndexOf('.');
        type = new JsonObject { ["type"] = kind, ["name"] = full[(dot + 1)..], ["namespace"] = dot < 0 ? "" : full[..dot] };
        return names.Add(full);
    }

    private static int Precision(Schema schema) =>
        schema.Parameters?.GetValueOrDefault(AvroWords.DecimalPrecision) is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : AvroWords.DefaultPrecision;

    private static JsonObject Type(string name) => new() { ["type"] = name };

    private static Schema Required(Schema s) => new(
        s.Type, false, s.DefaultValue, s.Name, s.Version, s.Doc, s.Parameters, s.Type == SchemaType.Struct ? s.Fields : null,
        s.Type == SchemaType.Map ? s.KeySchema : null, s.Type is SchemaType.Map or SchemaType.Array ? s.ValueSchema : null);
}
