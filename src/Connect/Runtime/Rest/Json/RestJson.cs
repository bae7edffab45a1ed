using System.Globalization;
using System.Numerics;
using System.Text.Encodings.Web;
using System.Text.Json;
using Ms2Lab.Connect.Api;

namespace Ms2Lab.Connect.Runtime.Rest.Json;

/// <summary>Writes answers with the fields in Connect's order.</summary>
internal static class RestJson
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The JSON text, in UTF-8, that an action writes.</summary>
    public static ReadOnlyMemory<byte> Bytes(Action<Utf8JsonWriter> write)
    {
        var buffer = new System.Buffers.ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, Options))
        {
            write(writer);
        }
        return buffer.WrittenMemory;
    }

    /// <summary>The body of every error.</summary>
    public static void Error(Utf8JsonWriter json, int code, string? message)
    {
        json.WriteStartObject();
        json.WriteNumber("error_code", code);
        json.WriteString("message", message);
        json.WriteEndObject();
    }

    /// <summary>Fields of text in the order given; values may be null.</summary>
    public static void Fields(Utf8JsonWriter json, IEnumerable<KeyValuePair<string, string?>> fields)
    {
        json.WriteStartObject();
        foreach (var (name, value) in fields)
        {
            json.WriteString(name, value);
        }
        json.WriteEndObject();
    }

    /// <summary>A list of texts.</summary>
    public static void Strings(Utf8JsonWriter json, IEnumerable<string?> values) => List(json, values, (j, v) => j.WriteStringValue(v));

    /// <summary>A list.</summary>
    public static void List<T>(Utf8JsonWriter json, IEnumerable<T> values, Action<Utf8JsonWriter, T> write)
    {
        json.WriteStartArray();
        foreach (var value in values)
        {
            write(json, value);
        }
        json.WriteEndArray();
    }

    /// <summary>A connector's configuration, tasks and type.</summary>
    public static void Write(Utf8JsonWriter json, ConnectorInfo info)
    {
        json.WriteStartObject();
        json.WriteString("name", info.Name);
        json.WritePropertyName("config");
        Fields(json, info.Config);
        json.WritePropertyName("tasks");
        List(json, info.Tasks, Write);
        json.WriteString("type", info.Type);
        json.WriteEndObject();
    }

    /// <summary>A task's id.</summary>
    public static void Write(Utf8JsonWriter json, ConnectorTaskId id)
    {
        json.WriteStartObject();
        json.WriteString("connector", id.Connector);
        json.WriteNumber("task", id.Task);
        json.WriteEndObject();
    }

    /// <summary>A task and its configuration.</summary>
    public static void Write(Utf8JsonWriter json, TaskInfo task)
    {
        json.WriteStartObject();
        json.WritePropertyName("id");
        Write(json, task.Id);
        json.WritePropertyName("config");
        Fields(json, task.Config.Select(p => new KeyValuePair<string, string?>(p.Key, p.Value)));
        json.WriteEndObject();
    }

    /// <summary>State of a connector and its tasks.</summary>
    public static void Write(Utf8JsonWriter json, ConnectorStateInfo info)
    {
        json.WriteStartObject();
        json.WriteString("name", info.Name);
        json.WriteStartObject("connector");
        State(json, info.Connector.State, info.Connector.WorkerId, info.Connector.Trace, info.Connector.Version);
        json.WriteEndObject();
        json.WritePropertyName("tasks");
        List(json, info.Tasks, Write);
        json.WriteString("type", info.Type);
        json.WriteEndObject();
    }

    /// <summary>State of a task.</summary>
    public static void Write(Utf8JsonWriter json, TaskStateInfo task)
    {
        json.WriteStartObject();
        json.WriteNumber("id", task.Id);
        State(json, task.State, task.WorkerId, task.Trace, task.Version);
        json.WriteEndObject();
    }

    /// <summary>Positions of a connector.</summary>
    public static void Write(Utf8JsonWriter json, ConnectorOffsets offsets)
    {
        json.WriteStartObject();
        json.WritePropertyName("offsets");
        List(json, offsets.Offsets, (j, position) =>
        {
            j.WriteStartObject();
            j.WritePropertyName("partition");
            Value(j, position.Partition);
            j.WritePropertyName("offset");
            Value(j, position.Offset);
            j.WriteEndObject();
        });
        json.WriteEndObject();
    }

    /// <summary>The outcome of a validation.</summary>
    public static void Write(Utf8JsonWriter json, ConfigInfos infos)
    {
        json.WriteStartObject();
        json.WriteString("name", infos.Name);
        json.WriteNumber("error_count", infos.ErrorCount);
        json.WritePropertyName("groups");
        Strings(json, infos.Groups);
        json.WritePropertyName("configs");
        List(json, infos.Values, (j, info) =>
        {
            j.WriteStartObject();
            j.WritePropertyName("definition");
            Write(j, info.Key);
            j.WritePropertyName("value");
            Write(j, info.Value, info.Key?.Type);
            j.WriteEndObject();
        });
        json.WriteEndObject();
    }

    /// <summary>The definition of a setting; null where a value has none.</summary>
    public static void Write(Utf8JsonWriter json, ConfigKey? key)
    {
        if (key is null)
        {
            json.WriteNullValue();
            return;
        }
        json.WriteStartObject();
        json.WriteString("name", key.Name);
        json.WriteString("type", key.Type.ToString().ToUpperInvariant());
        json.WriteBoolean("required", !key.HasDefault);
        json.WriteString("default_value", key.HasDefault ? ConfigParser.ToText(key.DefaultValue, key.Type) : null);
        json.WriteString("importance", key.Importance.ToString().ToUpperInvariant());
        json.WriteString("documentation", key.Documentation);
        json.WriteString("group", key.Group);
        json.WriteNumber("order_in_group", key.OrderInGroup);
        json.WriteString("width", key.Width.ToString().ToUpperInvariant());
        json.WriteString("display_name", key.DisplayName);
        json.WritePropertyName("dependents");
        Strings(json, key.Dependents);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, ConfigValue value, ConfigDefType? type)
    {
        json.WriteStartObject();
        json.WriteString("name", value.Name);
        json.WriteString("value", ConfigParser.ToText(value.Value, type));
        json.WritePropertyName("recommended_values");
        Strings(json, value.RecommendedValues.Select(v => ConfigParser.ToText(v, type is ConfigDefType.List ? ConfigDefType.String : type)));
        json.WritePropertyName("errors");
        Strings(json, value.ErrorMessages);
        json.WriteBoolean("visible", value.Visible);
        json.WriteEndObject();
    }

    private static void State(Utf8JsonWriter json, string state, string workerId, string? trace, string? version)
    {
        json.WriteString("state", state);
        json.WriteString("worker_id", workerId);
        json.WriteString("version", version);
        if (!string.IsNullOrEmpty(trace))
        {
            json.WriteString("trace", trace);
        }
    }

    private static void Value(Utf8JsonWriter json, object? value)
    {
        switch (value)
        {
            case null:
                json.WriteNullValue();
                break;
            case string text:
                json.WriteStringValue(text);
                break;
            case bool flag:
                json.WriteBooleanValue(flag);
                break;
            case IReadOnlyDictionary<string, object?> map:
                json.WriteStartObject();
                foreach (var (name, inner) in map)
                {
                    json.WritePropertyName(name);
                    Value(json, inner);
                }
                json.WriteEndObject();
                break;
            case BigInteger or IFormattable:
                json.WriteRawValue(((IFormattable)value).ToString(null, CultureInfo.InvariantCulture));
                break;
            case System.Collections.IEnumerable list:
                List(json, list.Cast<object?>(), Value);
                break;
            default:
                throw new ConnectException($"A value of type {value.GetType().Name} cannot be written as JSON.");
        }
    }
}
