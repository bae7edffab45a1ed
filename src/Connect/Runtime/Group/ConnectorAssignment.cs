namespace Ms2Lab.Connect.Runtime.Group;

/// <summary>
/// One element of an assignment: a connector's name and what of it is meant, task numbers and <see cref="ConnectorInstance"/>.
/// </summary>
public sealed record ConnectorAssignment(string Connector, IReadOnlyList<int> Tasks)
{
    /// <summary>The number that stands for the connector instance itself.</summary>
    public const int ConnectorInstance = -1;
}
