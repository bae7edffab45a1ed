using System.Net;
using Ms2Lab.Labs.LabKit;
using Ms2Lab.Labs.LabKit.Clients;

namespace Ms2Lab.Labs.Serializers;

/// <summary>What the steps of the lab about serializers share: subjects, their latest versions, and the action of registering a schema.</summary>
internal static class SchemaSteps
{
    /// <summary>The subject of a topic's values.</summary>
    public static string Subject(string topic) => $"{topic}-value";

    /// <summary>The action: registers the submission's schemas for a topic in their order and notes a refusal under the topic's name.</summary>
    public static Func<LabContext, CancellationToken, Task> Register(string topic, string type, params IReadOnlyList<Artifact> schemas) => async (lab, cancellation) =>
    {
        foreach (var schema in schemas)
        {
            var answer = await lab.Registry.SendAsync(
                HttpMethod.Post, $"/subjects/{Subject(topic)}/versions", new { schema = schema.Locate(lab.Submission).Text, schemaType = type }, cancellation);
            if (!answer.IsSuccess)
            {
                lab.Note(topic, $"the registry's refusal: {answer.Message}");
            }
        }
    };

    /// <summary>Provides a first version where the subject has none.</summary>
    public static Func<LabContext, CancellationToken, Task> FirstVersion(string topic, string type, string schema) => async (lab, cancellation) =>
    {
        if (await LatestAsync(lab, topic, "schema", cancellation) is null)
        {
            await lab.Registry.RegisterAsync(Subject(topic), schema, type, cancellation);
        }
    };

    /// <summary>A member of the subject's latest version, such as <c>schema</c> or <c>schemaType</c>; null where the subject does not exist.</summary>
    public static async Task<string?> LatestAsync(LabContext lab, string topic, string member, CancellationToken cancellation)
    {
        var answer = await lab.Registry.SendAsync(HttpMethod.Get, $"/subjects/{Subject(topic)}/versions/latest", null, cancellation);
        return answer.Status == HttpStatusCode.OK ? answer.Body.TryGetProperty(member, out var value) ? value.GetString() : "AVRO" : null;
    }

    /// <summary>The records of a topic; none while nobody has written.</summary>
    // The end of a topic that was made a moment ago may not be known yet.
    public static IReadOnlyList<TopicRecord> Records(LabContext lab, string topic) => lab.Kafka.EndOffset(topic) is > 0 ? lab.Kafka.Read(topic) : [];
}
