using System.Text.Json.Nodes;

namespace Ms2Lab.Player.Steps;

/// <summary>One step of a scenario.</summary>
/// <param name="json">The step as it is written.</param>
internal abstract class Step(JsonObject json)
{
    /// <summary>The step as it is written.</summary>
    protected JsonObject Json { get; } = json;

    /// <summary>What its kind names: a path, a topic, a statement.</summary>
    protected JsonNode Subject => Json.First().Value!;

    /// <summary>Carries it out.</summary>
    /// <returns>What was observed; null where a step of this kind observes nothing.</returns>
    public abstract Task<JsonNode?> RunAsync(ScenarioRun run, CancellationToken cancellation);

    /// <summary>What its kind names, with placeholders replaced.</summary>
    protected string Name(ScenarioRun run) => run.Placeholders.Fill(Subject.GetValue<string>());
}
