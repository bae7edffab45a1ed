namespace Ms2Lab.Connect.Api;

/// <summary>What a plugin is.</summary>
public enum PluginType
{
    /// <summary>A source connector.</summary>
    Source,

    /// <summary>A sink connector.</summary>
    Sink,

    /// <summary>A converter.</summary>
    Converter,

    /// <summary>A header converter.</summary>
    HeaderConverter,

    /// <summary>A transform.</summary>
    Transformation,

    /// <summary>A predicate.</summary>
    Predicate,

    /// <summary>A provider of configuration values.</summary>
    ConfigProvider,

    /// <summary>A REST extension.</summary>
    RestExtension,

    /// <summary>A policy for client overrides.</summary>
    OverridePolicy,
}
