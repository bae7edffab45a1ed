namespace Ms2Lab.Connect.Runtime.Validation;

/// <summary>What of a worker's configuration matters to the validation of connectors.</summary>
/// <param name="WorkerGroupId">The worker's <c>group.id</c>, which no sink's consumer group may have.</param>
/// <param name="Overrides">Which client settings connectors may override.</param>
/// <param name="Converters">The worker's converters.</param>
public sealed record ConnectorValidatorOptions(string WorkerGroupId, OverridePolicy Overrides, ConnectorDefaults Converters)
{
    /// <summary>Whether the worker has <c>exactly.once.source.support=enabled</c>.</summary>
    public bool ExactlyOnceSource { get; init; }
}
