using System.Text;
using Ms2Lab.Player.Answers;

namespace Ms2Lab.Player;

/// <summary>What came of playing a scenario.</summary>
/// <param name="Scenario">The scenario.</param>
/// <param name="Failure">Why it could not be carried out to its end, or null.</param>
/// <param name="Differences">Where answers differ from the recording.</param>
public sealed record ScenarioVerdict(Scenario Scenario, string? Failure, IReadOnlyList<Difference> Differences)
{
    /// <summary>Whether everything was answered as recorded.</summary>
    public bool IsSame => Failure is null && Differences.Count == 0;

    /// <summary>The verdict for people: each difference with its step, path, expectation and observation.</summary>
    public string Describe()
    {
        var text = new StringBuilder($"{Scenario.Name}: {Scenario.About}\n");
        foreach (var difference in Differences)
        {
            var step = Scenario.Steps[difference.Step].First();
            text.Append($"  step {difference.Step} ({step.Key} {PythonJson.Write(step.Value)}), {(difference.Path.Length > 0 ? difference.Path : "the whole answer")}\n");
            text.Append($"    expected {PythonJson.Write(difference.Expected)}\n    observed {PythonJson.Write(difference.Observed)}\n");
        }
        return Failure is null ? text.ToString() : text.Append($"  {Failure}\n").ToString();
    }
}
