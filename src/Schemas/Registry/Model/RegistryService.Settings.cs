using System.Text.Json.Nodes;

namespace Ms2Lab.Schemas.Registry.Model;

/// <content>Settings. They are kept and answered as wholes: a subject with settings of its own takes nothing from its context's.</content>
internal sealed partial class RegistryService
{
    /// <summary>The level in what is kept and read; requests and their answers say <c>compatibility</c>.</summary>
    internal const string LevelKey = "compatibilityLevel";

    internal JsonObject Config(string subject, bool defaultToGlobal)
    {
        lock (gate)
        {
            return WithLevel((defaultToGlobal ? EffectiveConfig(subject) : OwnConfig(subject)) ?? throw Faults.NoConfig(subject));
        }
    }

    /// <summary>Merges what a request says into a subject's settings, null removing a member, and answers the whole.</summary>
    internal Task<JsonObject> PutConfigAsync(string subject, IReadOnlyList<KeyValuePair<string, JsonNode?>> given, CancellationToken cancellation)
    {
        if (!SubjectName.IsValid(subject, forSettings: true))
        {
            throw Faults.InvalidSubject(subject);
        }

        return ChangeAsync(
            StoreFailure.UpdateConfig,
            changes =>
            {
                RequireNotReadOnly(subject);
                var merged = state.Configs.GetValueOrDefault(subject)?.DeepClone().AsObject() ?? [];
                foreach (var (key, value) in given)
                {
                    merged.Remove(key);
                    if (value is not null)
                    {
                        merged[key] = value.DeepClone();
                    }
                }

                changes.Add(new RegistryChange.ConfigSet(subject.Length == 0 ? null : subject, merged));
                return merged.DeepClone().AsObject();
            },
            cancellation);
    }

    internal Task<JsonObject> DeleteConfigAsync(string subject, CancellationToken cancellation) => ChangeAsync(
        StoreFailure.DeleteConfig,
        changes =>
        {
            var own = WithLevel(OwnConfig(subject) ?? throw Faults.SubjectNotFound(subject));
            RequireNotReadOnly(subject);
            changes.Add(new RegistryChange.ConfigSet(subject.Length == 0 ? null : subject, null));
            return own;
        },
        cancellation);

    /// <summary>The subject that stands behind an alias, or the name itself.</summary>
    internal string ReplaceAlias(string subject)
    {
        lock (gate)
        {
            return state.Configs.GetValueOrDefault(SubjectName.Normal(subject))?["alias"]?.GetValue<string>() is { Length: > 0 } alias
                ? SubjectName.Within(subject, alias) : subject;
        }
    }

    private SubjectSettings Settings(string subject)
    {
        var config = EffectiveConfig(subject);
        bool? Flag(string key) => (bool?)config[key];
        return new SubjectSettings
        {
            Level = config[LevelKey]?.GetValue<string>() ?? defaultLevel,
            Lenient = config["compatibilityPolicy"]?.GetValue<string>() == "LENIENT",
            ValidateFields = Flag("validateFields") ?? false,
            ValidateNewSchemas = Flag("validateNewSchemas") ?? true,
            Normalize = Flag("normalize") ?? false,
            Group = config["compatibilityGroup"]?.GetValue<string>(),
            DefaultMetadata = SchemaMetadata.Parse(config["defaultMetadata"]),
            OverrideMetadata = SchemaMetadata.Parse(config["overrideMetadata"]),
        };
    }

    private JsonObject? OwnConfig(string subject) => state.Configs.GetValueOrDefault(subject) ?? (IsTopLevel(subject) ? [] : null);

    private JsonObject EffectiveConfig(string subject) =>
        Scopes(subject).Select(s => state.Configs.GetValueOrDefault(s)).FirstOrDefault(c => c is not null) ?? [];

    private JsonObject WithLevel(JsonObject config)
    {
        var shown = config.DeepClone().AsObject();
        shown.TryAdd(LevelKey, defaultLevel);
        return shown;
    }

    /// <summary>Whose settings hold for a subject, nearest first.</summary>
    private static IEnumerable<string> Scopes(string subject) =>
        [subject, SubjectName.Parse(subject).Prefix, new SubjectName(SubjectName.GlobalContext, "").ToString()];

    private static bool IsTopLevel(string subject) => subject.Length == 0 || SubjectName.Parse(subject).Context == SubjectName.GlobalContext;
}
