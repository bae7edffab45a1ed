using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;
using Ms2Lab.Kafka.Protocol;
using Ms2Lab.Kafka.Protocol.Messages;

namespace Ms2Lab.Kafka.Client.Consuming;

/// <summary>
/// Keeps one fetch on its way to each node that leads partitions without buffered records. The consumer's caller alone starts fetches and
/// takes answers; the requests in between run by themselves and end in the queue of answers.
/// </summary>
internal sealed class Fetcher : IDisposable
{
    /// <summary>Highest version that names topics instead of giving their ids.</summary>
    private const short LastVersionWithNames = 12;
    private static int _channels;
    private readonly string _channel = $"fetch-{Interlocked.Increment(ref _channels)}";
    private readonly ConcurrentQueue<FetchAnswer> _answers = new();
    private readonly ConcurrentDictionary<int, bool> _busyNodes = new();
    private readonly Dictionary<string, Task<TopicMetadata>> _lookups = new(StringComparer.Ordinal);
    private readonly CancellationTokenSource _stop = new();
    private readonly KafkaClient _client;
    private readonly ConsumerOptions _options;
    private readonly Action _signal;
    private Exception? _failure;

    public Fetcher(KafkaClient client, ConsumerOptions options, Action signal)
    {
        _client = client;
        _options = options;
        _signal = signal;
    }

    /// <summary>Starts a fetch to every idle node that has something to give.</summary>
    /// <exception cref="KafkaException">A topic cannot be read at all, such as TOPIC_AUTHORIZATION_FAILED.</exception>
    public void Start(IEnumerable<PartitionState> partitions)
    {
        if (Interlocked.Exchange(ref _failure, null) is { } failure)
        {
            ExceptionDispatchInfo.Throw(failure);
        }

        Dictionary<int, List<FetchTarget>>? plan = null;
        foreach (var state in partitions)
        {
            if (state.Need != PositionState.Known || state.IsPaused || state.Buffered is not null || LeaderOf(state.Partition) is not { } leader || _busyNodes.ContainsKey(leader))
            {
                continue;
            }

            plan ??= [];
            (plan.TryGetValue(leader, out var targets) ? targets : plan[leader] = []).Add(new FetchTarget(state, state.Position, state.Version));
        }

        foreach (var (node, targets) in plan ?? [])
        {
            _busyNodes[node] = true;
            _ = FetchAsync(node, targets);
        }
    }

    public bool TryTake(out FetchAnswer answer) => _answers.TryDequeue(out answer);

    public void Dispose() => _stop.Cancel();

    /// <summary>The leader if it is known now; otherwise it is asked for and the caller signalled.</summary>
    private int? LeaderOf(TopicPartition partition)
    {
        if (_lookups.TryGetValue(partition.Topic, out var running))
        {
            if (!running.IsCompleted)
            {
                return null;
            }

            _lookups.Remove(partition.Topic);
            if (running.Exception?.InnerException is KafkaException { IsRetriable: false } fatal)
            {
                throw fatal;
            }
        }

        var topic = _client.TopicAsync(partition.Topic, _options.AllowAutoCreateTopics, _stop.Token);
        if (!topic.IsCompletedSuccessfully)
        {
            Await(partition.Topic, topic.AsTask());
            return null;
        }

        foreach (var known in topic.Result.Partitions)
        {
            if (known.Partition == partition.Partition && known.Leader >= 0)
            {
                return known.Leader;
            }
        }

        Await(partition.Topic, LookAgainAsync(partition.Topic));
        return null;
    }

    private async Task<TopicMetadata> LookAgainAsync(string topic)
    {
        await Task.Delay(_client.Options.RetryBackoff, _client.Options.Time, _stop.Token).ConfigureAwait(false);
        _client.InvalidateTopic(topic);
        return await _client.TopicAsync(topic, _options.AllowAutoCreateTopics, _stop.Token).ConfigureAwait(false);
    }

    private void Await(string topic, Task<TopicMetadata> lookup)
    {
        _lookups[topic] = lookup;
        _ = lookup.ContinueWith(_ => _signal(), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
    }

    private async Task FetchAsync(int node, List<FetchTarget> targets)
    {
        var isClean = false;
        try
        {
            var wait = _options.FetchMaxWait + _client.Options.RequestTimeout;
            var response = await _client.SendAsync<FetchResponse>(RequestFor(targets), node, _stop.Token, LastVersionWithNames, wait, _channel).ConfigureAwait(false);
            isClean = response.ErrorCode == 0 && Deliver(targets, response);
        }
        catch (KafkaException e) when (e.IsRetriable || e.Code == ErrorCode.BrokerNotAvailable)
        {
            InvalidateTopics(targets);
        }
        catch (Exception e) when (e is KafkaException or KafkaProtocolException)
        {
            _failure = e;
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            return;
        }

        if (!isClean)
        {
            _signal();
            await Task.Delay(_client.Options.RetryBackoff, _client.Options.Time, CancellationToken.None).ConfigureAwait(false);
        }

        _busyNodes.TryRemove(node, out _);
        _signal();
    }

    private FetchRequest RequestFor(List<FetchTarget> targets) => new()
    {
        MaxWaitMs = (int)_options.FetchMaxWait.TotalMilliseconds,
        MinBytes = _options.FetchMinBytes,
        MaxBytes = _options.FetchMaxBytes,
        IsolationLevel = (sbyte)_options.IsolationLevel,
        Topics = [.. targets.GroupBy(t => t.State.Partition.Topic).Select(topic => new FetchRequest.FetchTopic
        {
            Topic = topic.Key,
            Partitions = [.. topic.Select(t => new FetchRequest.FetchPartition
            {
                Partition = t.State.Partition.Partition,
                FetchOffset = t.Offset,
                PartitionMaxBytes = _options.MaxPartitionFetchBytes,
            })],
        })],
    };

    /// <summary>Queues what came; false when some partition was refused.</summary>
    private bool Deliver(List<FetchTarget> targets, FetchResponse response)
    {
        var isClean = true;
        var byPartition = targets.ToDictionary(t => t.State.Partition);
        foreach (var topic in response.Responses)
        {
            foreach (var data in topic.Partitions)
            {
                if (!byPartition.TryGetValue(new TopicPartition(topic.Topic, data.PartitionIndex), out var target))
                {
                    continue;
                }

                var error = (ErrorCode)data.ErrorCode;
                if (error != ErrorCode.None)
                {
                    isClean = false;
                    _client.InvalidateTopic(topic.Topic);
                }

                if (error != ErrorCode.None || data.Records is { Length: > 0 })
                {
                    _answers.Enqueue(new FetchAnswer(target, error, data));
                }
            }
        }

        return isClean;
    }

    private void InvalidateTopics(List<FetchTarget> targets)
    {
        foreach (var topic in targets.Select(t => t.State.Partition.Topic).Distinct())
        {
            _client.InvalidateTopic(topic);
        }
    }
}
