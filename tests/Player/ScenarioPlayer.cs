using System.Globalization;
using System.Text.Json.Nodes;
using Ms2Lab.Player.Answers;
using Ms2Lab.Player.Steps;

namespace Ms2Lab.Player;

/// <summary>Plays recorded scenarios against a stack, through public protocols only, and says where its answers differ from the recording.</summary>
/// <param name="stack">The stack; scenarios are played one after the other.</param>
/// <param name="folder">A folder for the files of scenarios.</param>
public sealed class ScenarioPlayer(ScenarioStack stack, string folder)
{
    /// <summary>Plays one scenario to its end, or to the first step that cannot be carried out, and leaves nothing to the next.</summary>
    /// <exception cref="ScenarioFailedException">What it left could not be removed: the stack is of no use any more.</exception>
    public async Task<ScenarioVerdict> PlayAsync(Scenario scenario, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(scenario);
        var files = Directory.CreateDirectory(Path.Combine(folder, scenario.Name)).FullName;
        var run = new ScenarioRun(scenario, stack, files);
        var differences = new List<Difference>();
        string? failure = null;
        var at = "start";
        try
        {
            await run.StartAsync(cancellation);
            for (var i = 0; i < scenario.Steps.Count; i++)
            {
                var step = scenario.Steps[i];
                at = $"step {i} ({step.First().Key})";
                var seen = await StepKinds.Of(step).RunAsync(run, cancellation);
                differences.AddRange(Compare(run, i, step, seen));
            }
        }
        catch (Exception e) when (!cancellation.IsCancellationRequested)
        {
            // Whatever it was, it is the verdict on this scenario, and the next one is played all the same.
            failure = e is ScenarioFailedException ? $"{at}: {e.Message}" : $"{at}: {e}";
        }
        await new Cleaning(run).RunAsync(cancellation);
        Directory.Delete(files, recursive: true);
        return new(scenario, failure, differences);
    }

    private static IReadOnlyList<Difference> Compare(ScenarioRun run, int number, JsonObject step, JsonNode? seen)
    {
        if (seen is null || !step.ContainsKey("expect") || step["unrecorded"]?.GetValue<bool>() == true)
        {
            return [];
        }
        var answer = new NormalForm(run.Placeholders.Names()).Of(seen);
        if (step["ids"] is JsonArray ids)
        {
            var captured = ids.Select(n => n!.GetValue<string>()).Where(n => run.Values.GetValueOrDefault(n, "").Length > 0);
            answer = new NamedIds(captured.ToDictionary(n => n, n => long.Parse(run.Values[n], CultureInfo.InvariantCulture))).In(answer);
        }
        return Comparison.Of(number, step["expect"], answer, step["ignore"]?.AsArray().Select(p => p!.GetValue<string>()) ?? []);
    }
}
