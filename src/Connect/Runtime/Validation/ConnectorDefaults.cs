namespace Ms2Lab.Connect.Runtime.Validation;

/// <summary>What the worker and the plugins give where a connector's configuration says nothing.</summary>
/// <param name="KeyConverter">Class of the worker's key converter.</param>
/// <param name="ValueConverter">Class of the worker's value converter.</param>
/// <param name="HeaderConverter">Class of the worker's header converter.</param>
public sealed record ConnectorDefaults(string? KeyConverter, string? ValueConverter, string? HeaderConverter)
{
    /// <summary>Nothing.</summary>
    public static ConnectorDefaults None { get; } = new(null, null, null);

    /// <summary>Version of the connector's plugin.</summary>
    public string? ConnectorVersion { get; init; }

    /// <summary>Version of the key converter's plugin.</summary>
    public string? KeyConverterVersion { get; init; }

    /// <summary>Version of the value converter's plugin.</summary>
    public string? ValueConverterVersion { get; init; }

    /// <summary>Version of the header converter's plugin.</summary>
    public string? HeaderConverterVersion { get; init; }
}
