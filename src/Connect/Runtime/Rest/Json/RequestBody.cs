using System.Globalization;
using System.Numerics;
using Ms2Lab.Connect.Runtime.Herders;

namespace Ms2Lab.Connect.Runtime.Rest.Json;

/// <summary>Binds request bodies to what the endpoints take, as Jackson does with Connect's entities; null for an empty body and for <c>null</c>.</summary>
internal static class RequestBody
{
    private const string Entities = "org.apache.kafka.connect.runtime.rest.entities.";
    private const string StringMapClass = "java.util.LinkedHashMap<java.lang.String,java.lang.String>";

    /// <summary>Texts by name; numbers and booleans become text as they are written, of repeated names the last counts.</summary>
    public static Dictionary<string, string?>? StringMap(string body) => Read(body, StringMapClass, ReadStringMap);

    /// <summary>The body of a POST of a connector.</summary>
    public static CreateConnectorRequest? CreateConnector(string body) => Read(body, Entities + nameof(CreateConnectorRequest), ReadCreateConnector);

    /// <summary>Positions to set; empty if the field is missing.</summary>
    public static ConnectorOffsets? Offsets(string body) => Read(body, Entities + nameof(ConnectorOffsets), ReadOffsets);

    /// <summary>Configurations of tasks, from another worker.</summary>
    public static List<Dictionary<string, string?>?>? TaskConfigs(string body) => Read(
        body, "java.util.ArrayList<java.util.Map<java.lang.String,java.lang.String>>",
        (p, type) => ReadList(p, type, inner => ReadStringMap(inner, StringMapClass)));

    private static T? Read<T>(string body, string type, Func<JsonBodyParser, string, T?> read)
        where T : class
    {
        var parser = new JsonBodyParser(body);
        if (parser.Next() is JsonToken.End)
        {
            return null;
        }
        var value = read(parser, type);
        return parser.Next() is JsonToken.End
            ? value
            : throw new JsonBodyException(
                $"Trailing token (of type {NameOf(parser.Token)}) found after value (bound as `{type}`): not allowed as per `DeserializationFeature.FAIL_ON_TRAILING_TOKENS`");
    }

    private static Dictionary<string, string?>? ReadStringMap(JsonBodyParser parser, string type)
    {
        if (!IsObject(parser, type))
        {
            return null;
        }
        var map = new Dictionary<string, string?>(StringComparer.Ordinal);
        while (parser.Next() is JsonToken.FieldName)
        {
            var name = parser.Text;
            parser.Next();
            map[name] = ReadString(parser);
        }
        return map;
    }

    private static CreateConnectorRequest? ReadCreateConnector(JsonBodyParser parser, string type)
    {
        if (!IsObject(parser, type))
        {
            return null;
        }
        var request = new CreateConnectorRequest(null, null, null);
        while (parser.Next() is JsonToken.FieldName)
        {
            var field = parser.Text;
            parser.Next();
            request = field switch
            {
                "name" => request with { Name = ReadString(parser) },
                "config" => request with { Config = ReadStringMap(parser, StringMapClass) },
                "initial_state" => request with { InitialState = ReadInitialState(parser) },
                _ => throw Unrecognized(field, type, "3 known properties: \"config\", \"name\", \"initial_state\""),
            };
        }
        return request;
    }

    private static TargetState? ReadInitialState(JsonBodyParser parser)
    {
        var text = ReadString(parser);
        return text?.ToUpperInvariant() switch
        {
            null => null,
            "RUNNING" => TargetState.Started,
            "PAUSED" => TargetState.Paused,
            "STOPPED" => TargetState.Stopped,
            var other => throw new JsonBodyException(
                $"Cannot construct instance of `{Entities}CreateConnectorRequest$InitialState`, problem: No enum constant {Entities}CreateConnectorRequest.InitialState.{other}"),
        };
    }

    private static ConnectorOffsets? ReadOffsets(JsonBodyParser parser, string type)
    {
        if (!IsObject(parser, type))
        {
            return null;
        }
        List<ConnectorOffset>? offsets = null;
        while (parser.Next() is JsonToken.FieldName)
        {
            var field = parser.Text;
            parser.Next();
            offsets = field == "offsets"
                ? ReadList(parser, $"java.util.ArrayList<{Entities}ConnectorOffset>", ReadOffset)
                : throw Unrecognized(field, type, "one known property: \"offsets\"");
        }
        return new ConnectorOffsets(offsets ?? []);
    }

    private static ConnectorOffset ReadOffset(JsonBodyParser parser)
    {
        const string Type = Entities + nameof(ConnectorOffset);
        Dictionary<string, object?>? partition = null, offset = null;
        if (!IsObject(parser, Type))
        {
            return new ConnectorOffset(null, null);
        }
        while (parser.Next() is JsonToken.FieldName)
        {
            var field = parser.Text;
            parser.Next();
            switch (field)
            {
                case "partition":
                    partition = ReadObjectMap(parser);
                    break;
                case "offset":
                    offset = ReadObjectMap(parser);
                    break;
                default:
                    throw Unrecognized(field, Type, "2 known properties: \"offset\", \"partition\"");
            }
        }
        return new ConnectorOffset(partition, offset);
    }

    private static List<T>? ReadList<T>(JsonBodyParser parser, string type, Func<JsonBodyParser, T> read)
    {
        if (parser.Token is JsonToken.Null)
        {
            return null;
        }
        if (parser.Token is not JsonToken.StartArray)
        {
            throw Mismatch(parser, type);
        }
        var list = new List<T>();
        while (parser.Next() is not JsonToken.EndArray)
        {
            list.Add(read(parser));
        }
        return list;
    }

    private static Dictionary<string, object?>? ReadObjectMap(JsonBodyParser parser) =>
        IsObject(parser, "java.util.LinkedHashMap<java.lang.String,java.lang.Object>") ? ReadFields(parser) : null;

    private static Dictionary<string, object?> ReadFields(JsonBodyParser parser)
    {
        var map = new Dictionary<string, object?>(StringComparer.Ordinal);
        while (parser.Next() is JsonToken.FieldName)
        {
            var name = parser.Text;
            parser.Next();
            map[name] = ReadAny(parser);
        }
        return map;
    }

    private static object? ReadAny(JsonBodyParser parser) => parser.Token switch
    {
        JsonToken.StartObject => ReadFields(parser),
        JsonToken.StartArray => ReadList(parser, "java.util.ArrayList<java.lang.Object>", ReadAny),
        JsonToken.String => parser.Text,
        JsonToken.Integer when int.TryParse(parser.Text, CultureInfo.InvariantCulture, out var number) => number,
        JsonToken.Integer when long.TryParse(parser.Text, CultureInfo.InvariantCulture, out var number) => number,
        JsonToken.Integer => BigInteger.Parse(parser.Text, CultureInfo.InvariantCulture),
        JsonToken.Float => double.Parse(parser.Text, CultureInfo.InvariantCulture),
        JsonToken.True => true,
        JsonToken.False => false,
        _ => null,
    };

    private static string? ReadString(JsonBodyParser parser) => parser.Token switch
    {
        JsonToken.Null => null,
        JsonToken.True => "true",
        JsonToken.False => "false",
        JsonToken.StartObject or JsonToken.StartArray => throw Mismatch(parser, "java.lang.String"),
        _ => parser.Text,
    };

    private static bool IsObject(JsonBodyParser parser, string type) => parser.Token switch
    {
        JsonToken.StartObject => true,
        JsonToken.Null => false,
        _ => throw Mismatch(parser, type),
    };

    private static JsonBodyException Mismatch(JsonBodyParser parser, string type)
    {
        var raw = type.IndexOf('<', StringComparison.Ordinal) is > 0 and var end ? type[..end] : type;
        return new JsonBodyException(parser.Token switch
        {
            JsonToken.StartArray => Unexpected(type, "Array", "START_ARRAY"),
            JsonToken.StartObject => Unexpected(type, "Object", "START_OBJECT"),
            JsonToken.String when parser.Text.Length == 0 =>
                $"Cannot coerce empty String (\"\") to `{type}` value (but could if coercion was enabled using `CoercionConfig`)",
            JsonToken.String when raw == "java.util.ArrayList" => Unexpected(type, "String", "VALUE_STRING"),
            JsonToken.Integer when raw != type => Unexpected(type, "Integer", "VALUE_NUMBER_INT"),
            JsonToken.Float when raw != type => Unexpected(type, "Floating-point", "VALUE_NUMBER_FLOAT"),
            JsonToken.True when raw != type => Unexpected(type, "Boolean", "VALUE_TRUE"),
            JsonToken.False when raw != type => Unexpected(type, "Boolean", "VALUE_FALSE"),
            JsonToken.String => Creator(raw, "String", $"String value ('{parser.Text}')"),
            JsonToken.Integer => Creator(raw, "int/Int", $"Number value ({parser.Text})"),
            JsonToken.Float => Creator(raw, "double/Double", $"Number value ({parser.Text})"),
            _ => Creator(raw, "boolean/Boolean", $"boolean value ({(parser.Token is JsonToken.True ? "true" : "false")})"),
        });
    }

    private static string Unexpected(string type, string value, string token) =>
        $"Cannot deserialize value of type `{type}` from {value} value (token `JsonToken.{token}`)";

    private static string Creator(string type, string argument, string value) =>
        $"Cannot construct instance of `{type}` (although at least one Creator exists): no {argument}-argument constructor/factory method to deserialize from {value}";

    private static JsonBodyException Unrecognized(string field, string type, string known) =>
        new($"Unrecognized field \"{field}\" (class {type}), not marked as ignorable ({known})");

    private static string NameOf(JsonToken token) => token switch
    {
        JsonToken.StartObject => "START_OBJECT",
        JsonToken.EndObject => "END_OBJECT",
        JsonToken.StartArray => "START_ARRAY",
        JsonToken.EndArray => "END_ARRAY",
        JsonToken.FieldName => "FIELD_NAME",
        JsonToken.String => "VALUE_STRING",
        JsonToken.Integer => "VALUE_NUMBER_INT",
        JsonToken.Float => "VALUE_NUMBER_FLOAT",
        JsonToken.True => "VALUE_TRUE",
        JsonToken.False => "VALUE_FALSE",
        _ => "VALUE_NULL",
    };
}
