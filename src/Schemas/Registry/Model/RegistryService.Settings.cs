using System.Text.Json.Nodes;
using Ms2Lab.Schemas.Registry.Store;

namespace Ms2Lab.Schemas.Registry.Model;

/// <content>Config and mode. The empty subject is the global one.</content>
internal sealed partial class RegistryService
{
    private static readonly string[] Modes = ["READWRITE", "READONLY", "READONLY_OVERRIDE", "IMPORT", "FORWARD"];
    private static readonly string[] ConfigKeys =
    [
        "alias", "aliasForDeks", "normalize", "validateFields", "validateNewSchemas", "validateRules", "compatibility", "compatibilityPolicy",
        "compatibilityGroup", "defaultMetadata", "overrideMetadata",
    ];

    internal JsonObject Config(string subject, bool defaultToGlobal)
    {
        lock (gate)
        {
            var own = state.Configs.GetValueOrDefault(subject);
            if (own is null && subject.Length > 0 && !defaultToGlobal)
            {
                throw Faults.NoConfig(subject);
            }

            return Shown(own ?? state.Configs.GetValueOrDefault(""), subject.Length == 0 || defaultToGlobal || own is null);
        }
    }

    internal JsonObject PutConfig(string subject, JsonObject request)
    {
        lock (gate)
        {
            RequireNotReadOnly(subject, subject.Length == 0 ? "null" : subject);
            var echo = new JsonObject();
            var merged = state.Configs.GetValueOrDefault(subject)?.DeepClone().AsObject() ?? [];
            foreach (var key in ConfigKeys.Where(request.ContainsKey))
            {
                var value = Checked(key, request[key]);
                merged.Remove(key);
                if (value is not null)
                {
                    echo[key] = value.DeepClone();
                    merged[key] = value;
                }
            }

            WriteConfig(subject, merged);
            return echo;
        }
    }

    internal JsonObject DeleteConfig(string subject)
    {
        lock (gate)
        {
            RequireNotReadOnly(subject, subject.Length == 0 ? "null" : subject);
            var own = state.Configs.GetValueOrDefault(subject);
            if (own is null && subject.Length > 0)
            {
                throw Faults.SubjectNotFound(subject);
            }

            WriteConfig(subject, null);
            return Shown(own, subject.Length == 0);
        }
    }

    internal string Mode(string subject, bool defaultToGlobal)
    {
        lock (gate)
        {
            return state.Modes.GetValueOrDefault(subject) ??
                (subject.Length == 0 || defaultToGlobal ? state.Modes.GetValueOrDefault("", "READWRITE") : throw Faults.NoMode(subject));
        }
    }

    internal void PutMode(string subject, string mode, bool force)
    {
        var wanted = mode.ToUpperInvariant();
        if (!Modes.Contains(wanted))
        {
            throw Faults.InvalidMode();
        }

        if (wanted == "FORWARD" && subject.Length > 0)
        {
            throw Faults.InvalidMode("Forward mode only supported on global level");
        }

        lock (gate)
        {
            var inUse = subject.Length == 0 ? state.All.Any() : state.Versions(subject, deleted: true).Count > 0;
            if (wanted == "IMPORT" && !force && inUse && state.Modes.GetValueOrDefault(subject) != "IMPORT")
            {
                throw Faults.NotPermitted("Cannot import since found existing subjects");
            }

            WriteMode(subject, wanted);
        }
    }

    internal string DeleteMode(string subject)
    {
        lock (gate)
        {
            var own = state.Modes.GetValueOrDefault(subject) ?? (subject.Length == 0 ? "READWRITE" : throw Faults.SubjectNotFound(subject));
            WriteMode(subject, null);
            return own;
        }
    }

    private CompatibilitySettings Settings(string subject)
    {
        var own = state.Configs.GetValueOrDefault(subject);
        var global = state.Configs.GetValueOrDefault("");
        JsonNode? Value(string key) => own?[key] ?? global?[key];
        bool Flag(string key) => Value(key)?.GetValueKind() == System.Text.Json.JsonValueKind.True;
        return new CompatibilitySettings(
            Value("compatibility")?.GetValue<string>() ?? defaultLevel, Value("compatibilityPolicy")?.GetValue<string>() == "LENIENT",
            Flag("validateFields"), Flag("normalize"), Value("compatibilityGroup")?.GetValue<string>());
    }

    private JsonObject Shown(JsonObject? config, bool withDefault)
    {
        var shown = new JsonObject();
        foreach (var (key, value) in config ?? [])
        {
            shown[key == "compatibility" ? "compatibilityLevel" : key] = value?.DeepClone();
        }

        if (withDefault && !shown.ContainsKey("compatibilityLevel"))
        {
            shown["compatibilityLevel"] = state.Configs.GetValueOrDefault("")?["compatibility"]?.GetValue<string>() ?? defaultLevel;
        }

        return shown;
    }

    private static JsonNode? Checked(string key, JsonNode? value)
    {
        switch (key)
        {
            case "compatibility" when value is not null:
                var level = value.ToString().ToUpperInvariant();
                return CompatibilityCheck.Levels.Contains(level) ? JsonValue.Create(level) : throw Faults.InvalidLevel();
            case "compatibilityPolicy" when value is not null:
                var policy = value.ToString().ToUpperInvariant();
                return policy is "STRICT" or "LENIENT" or "LOGICAL" ? JsonValue.Create(policy) : null;
            default:
                return value?.DeepClone();
        }
    }

    private string EffectiveMode(string subject)
    {
        if (state.Modes.GetValueOrDefault(subject) is { } own)
        {
            return own;
        }

        return state.Modes.GetValueOrDefault("", "READWRITE");
    }

    private void RequireNotReadOnly(string subject, string? shown = null)
    {
        if (EffectiveMode(subject) is "READONLY" or "READONLY_OVERRIDE")
        {
            throw Faults.NotPermitted($"Subject {shown ?? subject} in context  is in read-only mode");
        }
    }

    private void RequireWritable(string subject, int? id)
    {
        RequireNotReadOnly(subject);
        var mode = EffectiveMode(subject);
        if (id is > 0 && mode is not ("IMPORT" or "FORWARD"))
        {
            throw Faults.NotPermitted($"Subject {subject} in context  is not in import mode");
        }

        if (id is null or < 0 && mode == "IMPORT")
        {
            throw Faults.NotPermitted($"Subject {subject} in context  is not in read-write mode");
        }
    }

    private void WriteConfig(string subject, JsonObject? config)
    {
        if (config is null && !state.Configs.ContainsKey(subject))
        {
            return;
        }

        store.Append(StoreRecords.ConfigKey(subject), config is null ? null : StoreRecords.ConfigValue(subject, config));
        if (config is null)
        {
            state.Configs.Remove(subject);
        }
        else
        {
            state.Configs[subject] = config;
        }
    }

    private void WriteMode(string subject, string? mode)
    {
        if (mode is null && !state.Modes.ContainsKey(subject))
        {
            return;
        }

        store.Append(StoreRecords.ModeKey(subject), mode is null ? null : StoreRecords.ModeValue(subject, mode));
        if (mode is null)
        {
            state.Modes.Remove(subject);
        }
        else
        {
            state.Modes[subject] = mode;
        }
    }
}
