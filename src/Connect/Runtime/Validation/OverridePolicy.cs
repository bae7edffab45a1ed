using Ms2Lab.Connect.Api;

namespace Ms2Lab.Connect.Runtime.Validation;

/// <summary>Which client settings connectors may override (KIP-458): worker setting <c>connector.client.config.override.policy</c>.</summary>
public sealed class OverridePolicy
{
    private const string Suffix = "ConnectorClientConfigOverridePolicy";

    private static readonly string[] Principal = ["sasl.jaas.config", "sasl.mechanism", "security.protocol"];

    private readonly string _name;
    private readonly Func<string, bool> _allows;

    /// <summary>The policy of a name, short or with class name.</summary>
    /// <param name="name"><c>All</c>, <c>None</c>, <c>Principal</c> or <c>Allowlist</c>.</param>
    /// <param name="allowList">What <c>Allowlist</c> allows: worker setting <c>connector.client.config.override.allowlist</c>.</param>
    /// <exception cref="ConnectException">There is no such policy.</exception>
    public OverridePolicy(string name, IReadOnlyCollection<string> allowList)
    {
        ArgumentNullException.ThrowIfNull(name);
        var simple = name[(name.LastIndexOf('.') + 1)..];
        _name = simple.EndsWith(Suffix, StringComparison.Ordinal) ? simple[..^Suffix.Length] : simple;
        _allows = _name switch
        {
            "All" => _ => true,
            "None" => _ => false,
            "Principal" => Principal.Contains,
            "Allowlist" => allowList.Contains,
            _ => throw new ConnectException(
                $"Failed to find any class that implements ConnectorClientConfigOverridePolicy and which name matches {name}"),
        };
    }

    /// <summary>The error for a setting, named without prefix; null if it may be overridden.</summary>
    public string? Refusal(string setting) =>
        _allows(setting) ? null : $"The '{_name}' policy does not allow '{setting}' to be overridden in the connector configuration.";
}
