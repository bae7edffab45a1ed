using Ms2Lab.Connect.Runtime.Herders;

namespace Ms2Lab.Connect.Runtime.Rest.Json;

/// <summary>Body of POST /connectors.</summary>
/// <param name="Name">The connector's name as given.</param>
/// <param name="Config">Its configuration; null if left out.</param>
/// <param name="InitialState">The state to start in; null for RUNNING.</param>
internal sealed record CreateConnectorRequest(string? Name, Dictionary<string, string?>? Config, TargetState? InitialState);
