using System.Collections.Concurrent;
using Ms2Lab.Connect.Api;
using Ms2Lab.Schemas.Registry;

namespace Ms2Lab.Connect.SchemaConverters.Serdes;

/// <summary>The settings that the converters share: where the registry is, and how an id is found for a schema.</summary>
internal sealed class SerdeConfig
{
    private const string Url = "schema.registry.url";
    private const string IdPackage = "io.confluent.kafka.serializers.schema.id.";
    private const string PrefixSerializer = IdPackage + "PrefixSchemaIdSerializer";
    private const string DualDeserializer = IdPackage + "DualSchemaIdDeserializer";
    private static readonly string[] Parts = ["key", "value"];
    private static readonly string[] IdSerializers = ["PrefixSchemaIdSerializer", "HeaderSchemaIdSerializer"];
    private static readonly string[] IdDeserializers = ["DualSchemaIdDeserializer", "PrefixSchemaIdDeserializer", "ConfigSchemaIdDeserializer"];
    private readonly ConfigValues values;

    /// <summary>Parses settings whose prefix is removed.</summary>
    /// <exception cref="ConfigException">One is missing or wrong.</exception>
    internal SerdeConfig(IReadOnlyDictionary<string, string> configs, bool isKey)
    {
        values = Definition().Parse(configs);
        var classes = Parts.Select(part => (
            Subjects: Class($"{part}.subject.name.strategy", SubjectNames.Package, SubjectNames.Known),
            Serializer: Class($"{part}.schema.id.serializer", IdPackage, IdSerializers),
            Deserializer: Class($"{part}.schema.id.deserializer", IdPackage, IdDeserializers))).ToList();
        var own = classes[isKey ? 0 : 1];
        Subjects = SubjectNames.Package + own.Subjects;
        IdSerializer = own.Serializer;
        IdDeserializer = own.Deserializer;
    }

    /// <summary>New schemas are registered (<c>auto.register.schemas</c>).</summary>
    internal bool AutoRegister => values.GetBoolean("auto.register.schemas");

    /// <summary>Data are written with the subject's latest schema (<c>use.latest.version</c>).</summary>
    internal bool UseLatest => values.GetBoolean("use.latest.version");

    /// <summary>The latest schema must be able to read what is written (<c>latest.compatibility.strict</c>).</summary>
    internal bool LatestStrict => values.GetBoolean("latest.compatibility.strict");

    /// <summary>Data are written with the schema of this id; -1 for none (<c>use.schema.id</c>).</summary>
    internal int UseId => values.GetInt("use.schema.id");

    /// <summary>That schema must be able to read what is written (<c>id.compatibility.strict</c>).</summary>
    internal bool IdStrict => values.GetBoolean("id.compatibility.strict");

    /// <summary>Data are written with the schema of this GUID (<c>use.schema.guid</c>).</summary>
    /// <exception cref="JavaException">It is none.</exception>
    internal Guid? UseGuid => OptionalText("use.schema.guid") is not { } text ? null
        : Guid.TryParseExact(text, "D", out var guid) ? guid
        : throw new JavaException("java.lang.IllegalArgumentException", $"Invalid UUID string: {text}");

    /// <summary>Data are written and read with the subject's latest schema of these properties (<c>use.latest.with.metadata</c>).</summary>
    internal IReadOnlyList<KeyValuePair<string, string>>? LatestMetadata => OptionalText("use.latest.with.metadata") is not { Length: > 0 } text ? null
        : [.. text.Split(',').Select(p => p.Split('=', 2)).Select(p => KeyValuePair.Create(p[0].Trim(), p.ElementAtOrDefault(1)?.Trim() ?? ""))];

    /// <summary>Simple class name of what puts ids into messages or headers (<c>(key|value).schema.id.serializer</c>).</summary>
    internal string IdSerializer { get; }

    /// <summary>Simple class name of what finds ids in messages or headers (<c>(key|value).schema.id.deserializer</c>).</summary>
    internal string IdDeserializer { get; }

    /// <summary>Schemas are compared and stored in normal form (<c>normalize.schemas</c>).</summary>
    internal bool Normalize => values.GetBoolean("normalize.schemas");

    /// <summary>Class name of the strategy that names subjects.</summary>
    internal string Subjects { get; }

    /// <summary>How many schemas are remembered (<c>schemas.cache.config</c>).</summary>
    internal int CacheSize => values.GetInt("schemas.cache.config");

    /// <summary>A setting of one converter that is true or false.</summary>
    internal bool Flag(string name, bool defaultValue) =>
        values.Originals.TryGetValue(name, out var text) ? (bool)ConfigParser.Parse(name, text, ConfigDefType.Boolean)! : defaultValue;

    /// <summary>A setting of one converter that is text.</summary>
    internal string Text(string name, string defaultValue) => values.Originals.GetValueOrDefault(name) ?? defaultValue;

    /// <summary>A setting that is text or absent.</summary>
    internal string? OptionalText(string name) => values.Originals.GetValueOrDefault(name);

    // The simple name of one of Confluent's classes; those of others would have to be loaded from a jar.
    private string Class(string name, string package, IReadOnlyList<string> known)
    {
        var given = values.RequireString(name);
        return known.FirstOrDefault(k => given == package + k) ?? throw new ConfigException(name, given, $"Class {given} could not be found.");
    }

    /// <summary>Puts something into a cache, which is emptied when it is full.</summary>
    internal TValue Remember<TKey, TValue>(ConcurrentDictionary<TKey, TValue> cache, TKey key, TValue value)
        where TKey : notnull
    {
        if (cache.Count >= CacheSize)
        {
            cache.Clear();
        }

        return cache[key] = value;
    }

    /// <summary>How to reach the registry.</summary>
    /// <exception cref="ConfigException">The source of credentials is unknown.</exception>
    internal RegistryClientOptions Client(TimeProvider time) => new()
    {
        Urls = values.GetList(Url),
        UserInfo = UserInfo(),
        BearerToken = values.Originals.ContainsKey("bearer.auth.credentials.source") ? values.GetPassword("bearer.auth.token")?.Value : null,
        ConnectTimeout = Milliseconds("http.connect.timeout.ms"),
        ReadTimeout = Milliseconds("http.read.timeout.ms"),
        MaxRetries = values.GetInt("max.retries"),
        RetryWait = Milliseconds("retries.wait.ms"),
        RetryMaxWait = Milliseconds("retries.max.wait.ms"),
        CacheSize = values.GetInt("max.schemas.per.subject"),
        LatestTtl = values.GetInt("latest.cache.ttl.sec") is >= 0 and var seconds ? TimeSpan.FromSeconds(seconds) : null,
        Time = time,
    };

    private TimeSpan Milliseconds(string name) => TimeSpan.FromMilliseconds(values.GetInt(name));

    private string? UserInfo() => values.RequireString("basic.auth.credentials.source") switch
    {
        "URL" => null,
        "USER_INFO" => values.GetPassword("basic.auth.user.info")!.Value is { Length: > 0 } own
            ? own
            : values.GetPassword("schema.registry.basic.auth.user.info")!.Value,
        "SASL_INHERIT" => null,
        var source => throw new ConfigException($"Invalid basic auth credentials source: {source}"),
    };

    private static ConfigDef Definition()
    {
        var definition = new ConfigDef();
        definition.Define(Url, ConfigDefType.List, ConfigDef.NoDefaultValue, Importance.High, "Addresses of the registry.");
        Define(definition, ConfigDefType.Boolean, ("auto.register.schemas", true), ("use.latest.version", false), ("latest.compatibility.strict", true),
            ("id.compatibility.strict", true), ("normalize.schemas", false));
        Define(definition, ConfigDefType.Int, ("use.schema.id", -1), ("max.schemas.per.subject", 1000), ("schemas.cache.config", 1000),
            ("latest.cache.ttl.sec", -1), ("http.connect.timeout.ms", 60000), ("http.read.timeout.ms", 60000), ("max.retries", 3),
            ("retries.wait.ms", 1000), ("retries.max.wait.ms", 20000));
        Define(definition, ConfigDefType.String, ("basic.auth.credentials.source", "URL"),
            ("key.subject.name.strategy", SubjectNames.Default), ("value.subject.name.strategy", SubjectNames.Default),
            ("key.schema.id.serializer", PrefixSerializer), ("value.schema.id.serializer", PrefixSerializer),
            ("key.schema.id.deserializer", DualDeserializer), ("value.schema.id.deserializer", DualDeserializer));
        Define(definition, ConfigDefType.Password, ("basic.auth.user.info", ""), ("schema.registry.basic.auth.user.info", ""), ("bearer.auth.token", ""));
        return definition;
    }

    private static void Define(ConfigDef definition, ConfigDefType type, params (string Name, object Default)[] settings)
    {
        foreach (var (name, value) in settings)
        {
            definition.Define(name, type, value, Importance.Medium, name);
        }
    }
}
