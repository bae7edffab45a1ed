using System.Text.Json.Nodes;

namespace Ms2Lab.Player;

/// <summary>One place in an answer that is not as it was recorded.</summary>
/// <param name="Step">Number of the step, from 0.</param>
/// <param name="Path">Where in the answer, as <c>body.tasks.0.state</c>.</param>
/// <param name="Expected">What the real servers answered there; null also where they answered nothing.</param>
/// <param name="Observed">What was seen now; null also where there was nothing.</param>
public sealed record Difference(int Step, string Path, JsonNode? Expected, JsonNode? Observed)
{
    /// <summary>Stands for a member that is not there.</summary>
    public const string Absent = "<absent>";
}
