using System.Text.Json;
using System.Text.Json.Nodes;

namespace Ms2Lab.Player;

/// <summary>A recorded scenario: steps, and what the real servers answered to each.</summary>
/// <param name="Name">Its name, unique among all scenarios; also the group of workers of its own.</param>
/// <param name="About">One sentence: what is shown.</param>
/// <param name="Workers">How many workers there are at the start.</param>
/// <param name="WorkerConfig">Settings of its own workers, by their worker-property names.</param>
/// <param name="Steps">The steps in their order; the first key of each is its kind.</param>
public sealed record Scenario(string Name, string About, int Workers, IReadOnlyDictionary<string, string> WorkerConfig, IReadOnlyList<JsonObject> Steps)
{
    /// <summary>Whether the workers are its own rather than the one that scenarios share.</summary>
    public bool HasOwnWorkers => Workers != 1 || WorkerConfig.Count > 0;

    /// <summary>Reads a scenario's file.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="JsonException">It is no scenario.</exception>
    public static Scenario Load(string path)
    {
        try
        {
            var file = JsonNode.Parse(File.ReadAllText(path))!.AsObject();
            return new(
                file["name"]!.GetValue<string>(),
                file["about"]!.GetValue<string>(),
                file["workers"]?.GetValue<int>() ?? 1,
                file["worker-config"]?.AsObject().ToDictionary(c => c.Key, c => c.Value!.ToString()) ?? [],
                [.. file["steps"]!.AsArray().Select(s => s!.AsObject())]);
        }
        catch (Exception e) when (e is NullReferenceException or InvalidOperationException)
        {
            throw new JsonException($"{path} is no scenario: a member is missing or of another kind", e);
        }
    }
}
