namespace Ms2Lab.Labs.LabKit.Running;

/// <summary>How checks are run.</summary>
public enum CheckMode
{
    /// <summary>Each check waits up to its limit: the action has just been done.</summary>
    Patient,

    /// <summary>Each check looks once, unless the kit itself has just changed the world: a student asks.</summary>
    AtOnce,

    /// <summary>Each check looks once and on its own, whatever it needs: none may pass, or it would prove nothing.</summary>
    BeforeAction,
}
