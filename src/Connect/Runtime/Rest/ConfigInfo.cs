using Ms2Lab.Connect.Api;

namespace Ms2Lab.Connect.Runtime.Rest;

/// <summary>One setting: what it may be and what it is.</summary>
/// <param name="Key">Its definition, or null.</param>
/// <param name="Value">Its value with errors.</param>
public sealed record ConfigInfo(ConfigKey? Key, ConfigValue Value);
