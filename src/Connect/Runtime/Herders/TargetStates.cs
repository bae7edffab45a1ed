namespace Ms2Lab.Connect.Runtime.Herders;

/// <summary>The names of target states as the config topic and messages have them.</summary>
internal static class TargetStates
{
    public static string Name(TargetState state) => state switch
    {
        TargetState.Paused => "PAUSED",
        TargetState.Stopped => "STOPPED",
        _ => "STARTED",
    };

    /// <summary>The state of a name, null if there is none.</summary>
    public static TargetState? Parse(string name) => name switch
    {
        "STARTED" => TargetState.Started,
        "PAUSED" => TargetState.Paused,
        "STOPPED" => TargetState.Stopped,
        _ => null,
    };
}
