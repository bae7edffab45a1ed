namespace Ms2Lab.Connect.Runtime.Rest;

/// <summary>Answer of GET /connectors/NAME/status.</summary>
/// <param name="Name">The connector's name.</param>
/// <param name="Connector">State of the connector itself.</param>
/// <param name="Tasks">States of its tasks, ordered by number.</param>
/// <param name="Type"><c>sink</c>, <c>source</c> or <c>unknown</c>.</param>
public sealed record ConnectorStateInfo(string Name, ConnectorState Connector, IReadOnlyList<TaskStateInfo> Tasks, string Type);
