using System.Text;
using System.Text.Json;
using Ms2Lab.Labs.LabKit;
using Ms2Lab.Labs.LabKit.Submissions;

namespace Ms2Lab.Labs.Serializers;

/// <summary>The step in which a student foretells, change by change and format by format, what the registry says. Answers are records of a topic, the later one counts.</summary>
internal static class ChangesStep
{
    private const string Topic = "schema_changes";

    private static readonly Artifact Sheet = new(
        "answers to the table of changes (.csv)",
        submission => submission.TextFiles(".csv", ".txt").Where(f => f.Text.Contains($"{SchemaChange.All[0].Id},", StringComparison.Ordinal)).ToList() switch
        {
            [var one] => one,
            [] => throw new ArtifactException("one file with the answers (.csv)", "none", "Copy the table of the step's text and fill it in."),
            var several => throw new ArtifactException("one file with the answers (.csv)", $"{several.Count}: {string.Join(", ", several.Select(f => f.Path))}", "Hand in only the one that counts."),
        });

    public static LabStep Create() => new()
    {
        Id = "changes",
        Artifacts = [Sheet],
        Prepare = async (lab, cancellation) =>
        {
            foreach (var format in SchemaChange.Formats)
            {
                await lab.Registry.RegisterAsync(Subject(format), SchemaChange.Before.In(format), format, cancellation);
            }
        },
        Action = SendAsync,
        Checks =
        [
            new()
            {
                Id = "answers", Title = $"The answers in {Topic} are the registry's verdicts under BACKWARD", Points = 3,
                Verify = (lab, cancellation) => lab.ExpectAsync(
                    $"{SchemaChange.All.Count} changes with the registry's verdict in each of {SchemaChange.Formats.Count} formats", ct => WrongAsync(lab, ct), wrong => wrong.Count == 0,
                    wrong => wrong.Count == Cells ? $"no answers in {Topic}" : $"{Cells - wrong.Count} of {Cells} answers hold; not these: {string.Join(", ", wrong)}",
                    _ => $"Try one: POST the changed schema to /compatibility/subjects/{Subject("AVRO")}/versions/latest?verbose=true and read the messages.", cancellation),
            },
        ],
        Resources = new() { Topics = [Topic], Subjects = [.. SchemaChange.Formats.Select(Subject)] },
    };

    private static int Cells => SchemaChange.All.Count * SchemaChange.Formats.Count;

    private static string Subject(string format) => $"changes-{format.ToLowerInvariant()}";

    private static async Task SendAsync(LabContext lab, CancellationToken cancellation)
    {
        await lab.Kafka.CreateTopicAsync(Topic);
        foreach (var line in Sheet.Locate(lab.Submission).Text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            await lab.Kafka.ProduceAsync(Topic, null, Encoding.UTF8.GetBytes(line), cancellation);
        }
    }

    private static async Task<IReadOnlyList<string>> WrongAsync(LabContext lab, CancellationToken cancellation)
    {
        var answers = new Dictionary<string, string[]>(StringComparer.OrdinalIgnoreCase);
        foreach (var cells in SchemaSteps.Records(lab, Topic).SelectMany(r => (r.Text ?? "").Split('\n')).Select(l => l.Split([',', ';', '\t'], StringSplitOptions.TrimEntries)))
        {
            answers[cells[0]] = cells[1..];
        }

        var wrong = new List<string>();
        foreach (var change in SchemaChange.All)
        {
            foreach (var (index, format) in SchemaChange.Formats.Index())
            {
                var verdict = await IsAcceptedAsync(lab, change, format, cancellation) ? "yes" : "no";
                if (!verdict.Equals(answers.GetValueOrDefault(change.Id)?.ElementAtOrDefault(index), StringComparison.OrdinalIgnoreCase))
                {
                    wrong.Add($"{change.Id} in {format}");
                }
            }
        }

        return wrong;
    }

    private static async Task<bool> IsAcceptedAsync(LabContext lab, SchemaChange change, string format, CancellationToken cancellation)
    {
        var answer = await lab.Registry.SendAsync(
            HttpMethod.Post, $"/compatibility/subjects/{Subject(format)}/versions/latest", new { schema = change.In(format), schemaType = format }, cancellation);
        return answer.IsSuccess && answer.Body.TryGetProperty("is_compatible", out var verdict) && verdict.ValueKind == JsonValueKind.True;
    }
}
