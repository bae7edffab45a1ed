namespace Ms2Lab.Connect.Runtime.Rest;

/// <summary>Answer of GET /connectors/NAME.</summary>
/// <param name="Name">The connector's name.</param>
/// <param name="Config">Its configuration as sent, name included.</param>
/// <param name="Tasks">Ids of its tasks.</param>
/// <param name="Type"><c>sink</c>, <c>source</c> or <c>unknown</c>.</param>
public sealed record ConnectorInfo(string Name, IReadOnlyDictionary<string, string?> Config, IReadOnlyList<ConnectorTaskId> Tasks, string Type);
