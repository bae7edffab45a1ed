using System.Text.Json.Nodes;

namespace Ms2Lab.KafkaClients.Tests.Clients;

/// <summary>A Kafka client that nobody here wrote, behind the verbs of Programs/README.md.</summary>
public abstract class ClientDriver
{
    /// <summary>Why it cannot take part in something, by <see cref="Feature"/>; nothing means that it takes part in everything.</summary>
    public virtual IReadOnlyDictionary<string, string> Lacks { get; } = new Dictionary<string, string>();

    /// <summary>Codecs that it compresses with here, by Kafka's names.</summary>
    public virtual IReadOnlyList<string> Codecs { get; } = ["gzip", "snappy", "lz4", "zstd"];

    /// <summary>Starts a verb. Skips the test where the client cannot be had.</summary>
    public abstract Task<ClientRun> StartAsync(string bootstrap, string verb, JsonObject arguments);

    /// <summary>Runs a verb to its end and answers its last event.</summary>
    public async Task<JsonNode> RunAsync(string bootstrap, string verb, JsonObject arguments)
    {
        await using var run = await StartAsync(bootstrap, verb, arguments);
        return await run.UntilAsync("end");
    }
}
