using System.Net;
using System.Text.Json.Nodes;
using Ms2Lab.Kafka.Broker;

namespace Ms2Lab.Kafka.Tests.Vectors;

/// <summary>
/// Plays all conversations, some at a time and each against a broker of its own, since most of their time is pauses. A conversation that differs
/// is played again: its pauses are real time, and a machine that stands still for a while makes other answers right.
/// </summary>
public sealed class PlayedConversations : IAsyncLifetime
{
    private const int Attempts = 3;
    private const int AtOnce = 6;

    private static readonly Dictionary<string, string> Files = VectorFolder.Files("behaviour").Concat(VectorFolder.Files("more"))
        .DistinctBy(f => Path.GetFileNameWithoutExtension(f)).ToDictionary(f => Path.GetFileNameWithoutExtension(f));

    private readonly CancellationTokenSource _end = new();
    private readonly Dictionary<string, Task<IReadOnlyList<string>>> _played = [];
    private readonly SemaphoreSlim _places = new(AtOnce);

    public static IReadOnlyList<string> Names { get; } = [.. Files.Keys];

    public Task<IReadOnlyList<string>> DifferencesOfAsync(string name) => _played[name];

    public ValueTask InitializeAsync()
    {
        // Long pauses first.
        foreach (var name in Names.OrderByDescending(n => n.Contains("expires", StringComparison.Ordinal)))
        {
            _played[name] = Task.Run(() => PlayAsync(name));
        }

        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await ((Task)Task.WhenAll(_played.Values)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _places.Dispose();
        _end.Dispose();
    }

    private async Task<IReadOnlyList<string>> PlayAsync(string name)
    {
        await _places.WaitAsync(_end.Token);
        try
        {
            IReadOnlyList<string> differences = [];
            for (var attempt = 1; attempt <= Attempts; attempt++)
            {
                differences = await PlayOnceAsync(name);
                if (differences.Count == 0)
                {
                    break;
                }
            }

            return differences;
        }
        finally
        {
            _places.Release();
        }
    }

    private async Task<IReadOnlyList<string>> PlayOnceAsync(string name)
    {
        var conversation = JsonNode.Parse(await File.ReadAllTextAsync(Files[name], _end.Token))!;
        await using var kafka = await EmbeddedKafka.StartAsync(new EmbeddedKafkaOptions { Configs = RecordedBroker, CreatesTopicsLate = true }, _end.Token);
        using var player = new ConversationPlayer(new IPEndPoint(IPAddress.Loopback, kafka.Brokers[0].Port), conversation);
        return await player.PlayAsync(_end.Token);
    }

    /// <summary>Settings of the broker that was recorded.</summary>
    private static Dictionary<string, string> RecordedBroker => new() { ["num.partitions"] = "1" };
}
