namespace Ms2Lab.Connect.Runtime.Status;

/// <summary>The names of states as the REST interface writes them.</summary>
internal static class State
{
    public const string Running = "RUNNING";
    public const string Paused = "PAUSED";
    public const string Stopped = "STOPPED";
    public const string Failed = "FAILED";
    public const string Unassigned = "UNASSIGNED";
    public const string Restarting = "RESTARTING";
}
