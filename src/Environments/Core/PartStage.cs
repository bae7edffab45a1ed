namespace Ms2Lab.Environments.Core;

/// <summary>How far a part of an environment is on its way up.</summary>
public enum PartStage
{
    /// <summary>Its server is being fetched or its template made: only the first time on a machine.</summary>
    Fetching,

    /// <summary>It has been started and has not answered yet.</summary>
    Starting,

    /// <summary>It has given a real answer.</summary>
    Ready,

    /// <summary>It will not come up.</summary>
    Failed,
}
