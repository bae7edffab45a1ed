using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Ms2Lab.Connect.Api;
using Ms2Lab.Connect.Runtime;
using Ms2Lab.Kafka.Broker;
using Ms2Lab.Kafka.Client;
using Ms2Lab.Kafka.Client.Consuming;

namespace Ms2Lab.Connect.Tests.Sources;

/// <summary>A worker in this process, spoken to as users do, on a broker of its own or on that of the worker that it joined.</summary>
internal sealed class SourceWorker : IAsyncDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(50);

    private readonly EmbeddedKafka _kafka;
    private readonly bool _ownsKafka;
    private readonly PluginRegistry _plugins;
    private readonly Dictionary<string, string> _properties;
    private readonly ConnectWorker _worker;
    private readonly HttpClient _http;

    private SourceWorker(EmbeddedKafka kafka, bool ownsKafka, PluginRegistry plugins, Dictionary<string, string> properties, ConnectWorker worker)
    {
        _kafka = kafka;
        _ownsKafka = ownsKafka;
        _plugins = plugins;
        _properties = properties;
        _worker = worker;
        _http = new HttpClient { BaseAddress = worker.RestUrl };
    }

    public static async Task<SourceWorker> StartAsync(IConnectPlugins? plugins = null, params (string Name, string Value)[] properties)
    {
        var kafka = await EmbeddedKafka.StartAsync();
        var all = new Dictionary<string, string>
        {
            ["bootstrap.servers"] = kafka.BootstrapServers,
            ["group.id"] = "workers",
            ["key.converter"] = "org.apache.kafka.connect.storage.StringConverter",
            ["value.converter"] = "org.apache.kafka.connect.storage.StringConverter",
            ["config.storage.topic"] = "configs",
            ["config.storage.replication.factor"] = "1",
            ["offset.storage.topic"] = "offsets",
            ["offset.storage.partitions"] = "1",
            ["offset.storage.replication.factor"] = "1",
            ["status.storage.topic"] = "statuses",
            ["status.storage.replication.factor"] = "1",
            ["offset.flush.interval.ms"] = "100",
            ["task.shutdown.graceful.timeout.ms"] = "500",
            ["listeners"] = "http://127.0.0.1:0",
        };
        foreach (var (name, value) in properties)
        {
            all[name] = value;
        }

        var registry = new PluginRegistry(plugins is null ? [new KafkaPlugins()] : [new KafkaPlugins(), plugins]);
        return new SourceWorker(kafka, true, registry, all, await ConnectWorker.StartAsync(all, registry, TimeProvider.System));
    }

    /// <summary>Another worker of the same group.</summary>
    public async Task<SourceWorker> JoinAsync() =>
        new(_kafka, false, _plugins, _properties, await ConnectWorker.StartAsync(_properties, _plugins, TimeProvider.System));

    /// <summary>Ends the worker as a SIGKILL would.</summary>
    public Task KillAsync() => _worker.KillAsync();

    /// <summary>A client of the broker; the caller's to end.</summary>
    public KafkaClient Client() =>
        new(KafkaClientOptions.FromProperties(new Dictionary<string, string> { ["bootstrap.servers"] = _kafka.BootstrapServers }));

    public async Task PutAsync(string connector, params (string Name, string Value)[] config)
    {
        var answer = await SendAsync(HttpMethod.Put, $"/connectors/{connector}/config", JsonContent.Create(config.ToDictionary(c => c.Name, c => c.Value)));
        answer.Status.Should().BeOneOf([200, 201], answer.Body);
    }

    public Task<(int Status, string Body)> SendAsync(HttpMethod method, string path, string? json = null) =>
        SendAsync(method, path, json is null ? null : new StringContent(json, Encoding.UTF8, "application/json"));

    /// <summary>The status of a task once it has a state.</summary>
    public Task<JsonNode> TaskAsync(string connector, string state) => UntilAsync(
        $"task 0 of {connector} to be {state}",
        async () => await JsonAsync($"/connectors/{connector}/status"),
        status => (string?)status["tasks"]?.AsArray().FirstOrDefault()?["state"] == state);

    /// <summary>Waits until a connector has that many tasks, all of them running.</summary>
    public Task RunningAsync(string connector, int tasks) => UntilAsync(
        $"{connector} to run {tasks} tasks",
        () => JsonAsync($"/connectors/{connector}/status"),
        status => status["tasks"]!.AsArray() is var all && all.Count == tasks && all.All(t => (string?)t!["state"] == "RUNNING"));

    public Task<JsonNode> OffsetsAsync(string connector, Func<JsonNode, bool> until) =>
        UntilAsync($"offsets of {connector}", () => JsonAsync($"/connectors/{connector}/offsets"), until);

    /// <summary>The first records of a topic's partition 0, as texts.</summary>
    public async Task<IReadOnlyList<(string? Key, string? Value)>> ReadAsync(string topic, int count, IsolationLevel isolation = IsolationLevel.ReadUncommitted)
    {
        await using var client = Client();
        await using var consumer = new KafkaConsumer(client, new ConsumerOptions { AutoOffsetReset = AutoOffsetReset.Earliest, IsolationLevel = isolation });
        consumer.Assign([new Ms2Lab.Kafka.Client.TopicPartition(topic, 0)]);
        var read = new List<(string?, string?)>();
        using var limit = new CancellationTokenSource(Limit);
        while (read.Count < count)
        {
            foreach (var record in await consumer.PollAsync(TimeSpan.FromSeconds(1), limit.Token))
            {
                read.Add((Text(record.Key), Text(record.Value)));
            }
        }

        return read;
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _worker.DisposeAsync();
        if (_ownsKafka)
        {
            await _kafka.DisposeAsync();
        }
    }

    private static string? Text(byte[]? bytes) => bytes is null ? null : Encoding.UTF8.GetString(bytes);

    private async Task<(int Status, string Body)> SendAsync(HttpMethod method, string path, HttpContent? content)
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        using var response = await _http.SendAsync(request, TestContext.Current.CancellationToken);
        return ((int)response.StatusCode, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    private async Task<JsonNode?> JsonAsync(string path)
    {
        var (status, body) = await SendAsync(HttpMethod.Get, path);
        return status == 200 ? JsonNode.Parse(body) : null;
    }

    private static async Task<JsonNode> UntilAsync(string what, Func<Task<JsonNode?>> look, Func<JsonNode, bool> until)
    {
        using var limit = new CancellationTokenSource(Limit);
        JsonNode? last = null;
        while (!limit.IsCancellationRequested)
        {
            last = await look();
            if (last is not null && until(last))
            {
                return last;
            }

            await Task.Delay(Look, TestContext.Current.CancellationToken);
        }

        throw new TimeoutException($"Waited {Limit.TotalSeconds:F0} s for {what}; last seen: {last?.ToJsonString() ?? "nothing"}");
    }
}
