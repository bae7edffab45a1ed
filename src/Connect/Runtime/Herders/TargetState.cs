namespace Ms2Lab.Connect.Runtime.Herders;

/// <summary>The state that a user wants a connector to be in.</summary>
public enum TargetState
{
    /// <summary>It works.</summary>
    Started,
    /// <summary>Connector and tasks stay up but do nothing.</summary>
    Paused,
    /// <summary>The tasks are gone; offsets may be changed (KIP-875).</summary>
    Stopped,
}
