namespace Ms2Lab.Connect.Runtime.Rest;

/// <summary>A task of a connector.</summary>
/// <param name="Connector">The connector's name.</param>
/// <param name="Task">The task's number, counted from 0.</param>
public sealed record ConnectorTaskId(string Connector, int Task)
{
    /// <summary>Connect's text form, <c>name-0</c>.</summary>
    public override string ToString() => $"{Connector}-{Task}";
}
