using Ms2Lab.Kafka.Broker.Handlers;
using Ms2Lab.Kafka.Broker.Net;
using Ms2Lab.Kafka.Protocol;

namespace Ms2Lab.Kafka.Broker.Configs;

/// <summary>Works out new settings from changes, checks them as a whole, and stores them unless only that is asked.</summary>
internal static class ConfigAlteration
{
    /// <summary>Checks the changes and makes them to the thing of that kind and name; <paramref name="replace"/> starts from no settings.</summary>
    public static (ErrorCode Error, string? Message) Apply(
        RequestContext context, sbyte type, string name, IReadOnlyList<ConfigEdit> edits, bool replace, bool validateOnly)
    {
        if (CheckRequest(edits) is var (error, message) && error != ErrorCode.None)
        {
            return (error, message);
        }

        if (type == ConfigResourceTypes.BrokerLogger && !replace)
        {
            return context.Cluster.Loggers.Apply(context, name, edits, validateOnly);
        }

        var (target, noTarget, why) = ConfigTarget.Of(context.Cluster, context.Broker, type, name);
        return target is null ? (noTarget, why) : Apply(target, edits, replace, validateOnly);
    }

    /// <summary>The first thing wrong with the changes themselves, whatever they are for.</summary>
    private static (ErrorCode Error, string? Message) CheckRequest(IReadOnlyList<ConfigEdit> edits)
    {
        if (edits.Select(e => e.Name).Distinct().Count() < edits.Count)
        {
            return (ErrorCode.InvalidRequest, "Error due to duplicate config keys");
        }

        var nulls = edits.Where(e => e.Operation != ConfigOperation.Delete && e.Value is null).Select(e => e.Name).ToList();
        if (nulls.Count > 0)
        {
            return (ErrorCode.InvalidRequest, $"Null value not supported for : {string.Join(",", nulls)}");
        }

        return (edits.Any(e => !Enum.IsDefined(e.Operation)) ? ErrorCode.UnknownServerError : ErrorCode.None, null);
    }

    private static (ErrorCode Error, string? Message) Apply(ConfigTarget target, IReadOnlyList<ConfigEdit> edits, bool replace, bool validateOnly)
    {
        if (target.RefusalOf(edits) is var (refused, why))
        {
            return (refused, why);
        }

        var settings = replace ? [] : new Dictionary<string, string>(target.Own);
        foreach (var edit in edits)
        {
            if (Apply(target, edit, settings) is { } bad)
            {
                return (target.BadList, bad);
            }
        }

        if (target.RefusalOf(settings) is var (error, message))
        {
            return (error, message);
        }

        if (!validateOnly)
        {
            target.Store(settings);
        }

        return (ErrorCode.None, null);
    }

    /// <summary>Makes one change; null when it can be made, else Kafka's text.</summary>
    private static string? Apply(ConfigTarget target, ConfigEdit edit, Dictionary<string, string> settings)
    {
        if (edit.Operation == ConfigOperation.Delete)
        {
            settings.Remove(edit.Name);
            return null;
        }

        var value = edit.Value!;
        if (edit.Operation != ConfigOperation.Set)
        {
            if (target.Find(edit.Name) is not { Type: ConfigType.List } key)
            {
                return $"Can't {edit.Operation.ToString().ToUpperInvariant()} to key {edit.Name} because its type is not LIST.";
            }

            var present = ConfigKey.Split(settings.GetValueOrDefault(edit.Name) ?? target.DefaultOf(key) ?? "");
            var changed = ConfigKey.Split(value);
            value = string.Join(',', edit.Operation == ConfigOperation.Append ? present.Union(changed) : present.Except(changed));
        }

        settings[edit.Name] = value;
        return null;
    }
}
