namespace Ms2Lab.Connect.Runtime.Rest;

/// <summary>A task with its configuration.</summary>
/// <param name="Id">Connector and number.</param>
/// <param name="Config">What the connector gave it, <c>task.class</c> included.</param>
public sealed record TaskInfo(ConnectorTaskId Id, IReadOnlyDictionary<string, string> Config);
