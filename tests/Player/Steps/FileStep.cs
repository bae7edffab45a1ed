using System.Text.Json.Nodes;

namespace Ms2Lab.Player.Steps;

/// <summary><c>file</c>: writes, appends to or waits for a file; its text afterwards.</summary>
internal sealed class FileStep(JsonObject json) : Step(json)
{
    public override async Task<JsonNode?> RunAsync(ScenarioRun run, CancellationToken cancellation)
    {
        var path = Name(run);
        if (Json["write"] is { } text)
        {
            await File.WriteAllTextAsync(path, run.Placeholders.Fill(text.GetValue<string>()), cancellation);
        }
        else if (Json["append"] is { } more)
        {
            await File.AppendAllTextAsync(path, run.Placeholders.Fill(more.GetValue<string>()), cancellation);
        }
        else if (Json["until"] is { } until)
        {
            await ScenarioRun.UntilAsync($"{path} holds {until.ToJsonString()}", c => TextAsync(path, c), seen => JsonNode.DeepEquals(seen, until), Json["within"], cancellation);
        }
        return new JsonObject { ["text"] = await TextAsync(path, cancellation) };
    }

    // Every kind of line end is a line feed in recordings: they were read as text.
    private static async Task<JsonNode?> TextAsync(string path, CancellationToken cancellation) =>
        File.Exists(path) ? JsonValue.Create((await File.ReadAllTextAsync(path, cancellation)).Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n')) : null;
}
