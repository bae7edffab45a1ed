using System.Text.Json.Nodes;

namespace Ms2Lab.KafkaClients.Tests.Clients;

/// <summary>A verb that runs: its events in order, commands to it.</summary>
public abstract class ClientRun : IAsyncDisposable
{
    /// <summary>What any wait for an event takes at most; waits end early.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(90);

    private readonly List<JsonNode> _seen = [];

    /// <summary>The events so far.</summary>
    public IReadOnlyList<JsonNode> Seen => _seen;

    /// <summary>Reads on until an event of the kind that meets the condition; it is answered.</summary>
    public async Task<JsonNode> UntilAsync(string name, Func<JsonNode, bool>? condition = null)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(Limit);
        try
        {
            while (await ReadAsync(limit.Token) is { } told)
            {
                // Numbers made in this process are of one CLR type; those that were parsed are of every one that holds them.
                var read = JsonNode.Parse(told.ToJsonString())!;
                _seen.Add(read);
                if (Name(read) == name && condition?.Invoke(read) != false)
                {
                    return read;
                }
                if (Name(read) is "failed" or "end")
                {
                    throw new InvalidOperationException($"the client ended before '{name}': {read.ToJsonString()}\n{Log}");
                }
            }
        }
        catch (OperationCanceledException) when (!TestContext.Current.CancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException($"no '{name}' in {Limit.TotalSeconds:0} s; last events: {string.Join(' ', _seen.TakeLast(5).Select(e => e.ToJsonString()))}\n{Log}");
        }
        throw new InvalidOperationException($"the client's output ended before '{name}'; last events: {string.Join(' ', _seen.TakeLast(5).Select(e => e.ToJsonString()))}\n{Log}");
    }

    /// <summary>Sends a command.</summary>
    public abstract Task CommandAsync(string command);

    /// <summary>Sends the last command and reads to the end.</summary>
    public async Task<JsonNode> EndAsync(string command)
    {
        await CommandAsync(command);
        return await UntilAsync("end");
    }

    /// <summary>Ends it as a crash would: nothing is sent any more.</summary>
    public abstract void Kill();

    /// <inheritdoc/>
    public abstract ValueTask DisposeAsync();

    /// <summary>What else it said, for messages.</summary>
    protected abstract string Log { get; }

    /// <summary>The next event; null when there are no more.</summary>
    protected abstract Task<JsonNode?> ReadAsync(CancellationToken cancellation);

    private static string Name(JsonNode read) => read["event"]!.GetValue<string>();
}
