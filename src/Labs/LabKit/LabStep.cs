namespace Ms2Lab.Labs.LabKit;

/// <summary>One step of a lab: what is there before, what the student does, and how it is seen in the world.</summary>
/// <remarks>Title, instruction and hints are the section of the lab's README that carries the step's id.</remarks>
public sealed record LabStep
{
    /// <summary>Name within the lab, lower case with hyphens; part of column names, so it never changes.</summary>
    public required string Id { get; init; }

    /// <summary>What is handed in.</summary>
    public IReadOnlyList<Artifact> Artifacts { get; init; } = [];

    /// <summary>What the kit provides before the student acts, such as a topic with readings. Repeatable.</summary>
    public Func<LabContext, CancellationToken, Task>? Prepare { get; init; }

    /// <summary>
    /// Lets the submission act: applies its artifacts through public protocols. A following student does the same with their own tools.
    /// </summary>
    public required Func<LabContext, CancellationToken, Task> Action { get; init; }

    /// <summary>The checks, in order. Each fails before the action and passes after it.</summary>
    public required IReadOnlyList<Check> Checks { get; init; }

    /// <summary>Ids of earlier steps of the lab that must have passed; otherwise this step is blocked.</summary>
    public IReadOnlyList<string> DependsOn { get; init; } = [];

    /// <summary>How many Connect workers must be there; otherwise the step is skipped.</summary>
    public int Workers { get; init; } = 1;

    /// <summary>Capability interfaces that the backend must offer; otherwise the step is skipped.</summary>
    public IReadOnlyList<Type> Capabilities { get; init; } = [];

    /// <summary>Connector classes that the workers must have installed; otherwise the step is skipped.</summary>
    public IReadOnlyList<string> ConnectorClasses { get; init; } = [];

    /// <summary>What the step leaves behind.</summary>
    public StepResources Resources { get; init; } = new();
}
