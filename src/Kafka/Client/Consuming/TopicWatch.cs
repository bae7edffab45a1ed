using System.Text.RegularExpressions;

namespace Ms2Lab.Kafka.Client.Consuming;

/// <summary>
/// Looks at the topics of a subscription now and then, more often while one is missing, in the background; the consumer's caller takes
/// what was seen.
/// </summary>
internal sealed class TopicWatch(KafkaClient client, bool allowAutoCreate)
{
    /// <summary>Pauses between looks while a topic is missing, counted in retry backoffs.</summary>
    private const int BackoffsWhileMissing = 5;
    private Task<Dictionary<string, int>>? _look;
    private bool _isMissingSome;

    /// <summary>Completes when there is something to take.</summary>
    public Task Progress => _look ?? Task.CompletedTask;

    /// <summary>The next look happens at once.</summary>
    public void Restart() => _look = null;

    /// <summary>Partition counts of the topics that exist if a look has ended; begins the next one.</summary>
    /// <exception cref="KafkaException">Looking is refused for good.</exception>
    public Dictionary<string, int>? Take(IReadOnlyCollection<string> topics, Regex? pattern, CancellationToken stop)
    {
        if (_look is null)
        {
            _look = LookAsync(TimeSpan.Zero, topics, pattern, stop);
        }

        if (!_look.IsCompleted)
        {
            return null;
        }

        var ended = _look;
        _look = null;
        Dictionary<string, int>? seen = null;
        try
        {
            seen = ended.GetAwaiter().GetResult();
            _isMissingSome = pattern is null && !topics.All(seen.ContainsKey);
        }
        catch (KafkaException e) when (e.IsRetriable)
        {
            _isMissingSome = true;
        }

        var pause = _isMissingSome ? client.Options.RetryBackoff * BackoffsWhileMissing : client.Options.MetadataMaxAge;
        _look = LookAsync(pause, topics, pattern, stop);
        return seen;
    }

    private async Task<Dictionary<string, int>> LookAsync(TimeSpan pause, IReadOnlyCollection<string> topics, Regex? pattern, CancellationToken stop)
    {
        if (pause > TimeSpan.Zero)
        {
            await Task.Delay(pause, client.Options.Time, stop).ConfigureAwait(false);
        }

        var answer = await client.RefreshMetadataAsync(pattern is null ? topics : null, allowAutoCreate && pattern is null, stop).ConfigureAwait(false);
        return answer.Topics
            .Where(t => t.Error == Protocol.ErrorCode.None && (pattern is null || (!t.IsInternal && pattern.IsMatch(t.Name)) || topics.Contains(t.Name)))
            .ToDictionary(t => t.Name, t => t.Partitions.Count);
    }
}
