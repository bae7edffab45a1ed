namespace Ms2Lab.Labs.LabKit.Running;

/// <summary>Hears what happens while a lab runs: a terminal that shows it, a file that is written after every check.</summary>
public interface ILabObserver
{
    /// <summary>A step begins.</summary>
    void StepStarted(Lab lab, LabStep step);

    /// <summary>A check is done.</summary>
    /// <param name="soFar">The whole report up to here.</param>
    /// <param name="step">The check's step, up to here.</param>
    /// <param name="check">The check.</param>
    void CheckFinished(LabReport soFar, StepReport step, CheckReport check);

    /// <summary>The lab is done.</summary>
    void LabFinished(LabReport report);
}
