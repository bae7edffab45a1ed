namespace Ms2Lab.Connect.Runtime.Rest;

/// <summary>The positions of a connector.</summary>
/// <param name="Offsets">One for each partition.</param>
public sealed record ConnectorOffsets(IReadOnlyList<ConnectorOffset> Offsets);
