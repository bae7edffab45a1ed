namespace Ms2Lab.Connect.Runtime.Cloud;

/// <summary>A configuration as a connector of this worker takes it.</summary>
/// <param name="Config">The settings.</param>
/// <param name="Dialect">The class of Confluent Cloud in whose dialect it was written; null for the self-managed one.</param>
/// <param name="Unused">Settings that only the Cloud has a use for.</param>
internal sealed record FittedConfig(IReadOnlyDictionary<string, string?> Config, string? Dialect, IReadOnlyList<string> Unused)
{
    /// <summary>What the log says of it; null where nothing was translated.</summary>
    public string? Remark => Dialect is null
        ? null
        : $"The configuration is written for Confluent Cloud's {Dialect}; it runs as {Config["connector.class"]}."
            + (Unused.Count == 0 ? "" : $" Not used here: {string.Join(", ", Unused)}.");
}
