using Ms2Lab.Kafka.Broker.Cluster;
using Ms2Lab.Kafka.Protocol;
using Ms2Lab.Kafka.Protocol.Messages;

namespace Ms2Lab.Kafka.Broker.Faults;

/// <summary>One request with what happens to it. What fails is taken out of it; the rest is carried out as always.</summary>
internal sealed class FaultyRequest(
    ClusterState cluster, RequestInfo info, IApiMessage body, Func<IApiMessage, ValueTask<IApiMessage?>> handle, CancellationToken cancellation)
{
    /// <summary>They change nothing, and their answers hold more than errors: they are carried out and the errors written over.</summary>
    private static readonly ApiKey[] Harmless = [ApiKey.Metadata, ApiKey.ApiVersions, ApiKey.DescribeCluster, ApiKey.DescribeConfigs];

    private readonly List<IApiMessage> _failed = [];
    private readonly List<Action<IApiMessage>> _changes = [];
    private FaultKind? _end;
    private bool _isWholeFailed;

    /// <summary>Whether nothing that follows can matter.</summary>
    public bool IsDecided => _end is not null || _isWholeFailed;

    /// <summary>Lets the action happen, to all of the request or to what the rule selects of it.</summary>
    public async ValueTask ApplyAsync(FaultAction action, FaultRule? rule = null)
    {
        switch (action.Kind)
        {
            case FaultKind.Delay:
                await Task.Delay(action.Time, cluster.Time, cancellation).ConfigureAwait(false);
                break;
            case FaultKind.Throttle:
                _changes.Add(answer => ErrorAnswers.Throttle(answer, action.Time));
                break;
            case FaultKind.Fail when !Harmless.Contains(info.Api):
                Fail(action.Error, rule);
                break;
            case FaultKind.Fail or FaultKind.FailAfter:
                _changes.Add(answer => Overwrite(answer, action.Error, rule));
                break;
            case FaultKind.CloseBefore:
                throw Closed();
            case FaultKind.CloseAfter or FaultKind.DropAnswer or FaultKind.BlackHole:
                _end ??= action.Kind;
                break;
        }
    }

    /// <summary>Carries out what is left; null when nothing is answered.</summary>
    public async ValueTask<IApiMessage?> FinishAsync()
    {
        if (_end == FaultKind.BlackHole)
        {
            return null;
        }

        var answer = _isWholeFailed ? _failed[0] : await HandleRestAsync().ConfigureAwait(false);
        if (_end == FaultKind.CloseAfter || (IsUnacknowledged && _failed.Count > 0))
        {
            throw Closed();
        }

        if (_end == FaultKind.DropAnswer || answer is null || IsUnacknowledged)
        {
            return null;
        }

        _changes.ForEach(change => change(answer));
        return answer;
    }

    private bool IsUnacknowledged => body is ProduceRequest { Acks: 0 };

    private async ValueTask<IApiMessage?> HandleRestAsync()
    {
        if (_failed.Count > 0 && RequestEntities.TopicsOf(body, cluster.NameOf).Count == 0)
        {
            return Merged(_failed);
        }

        if (_failed.Count > 0 && body is FetchRequest fetch)
        {
            fetch.MaxWaitMs = 0; // An error is answered at once, whatever else is fetched.
        }

        return await handle(body).ConfigureAwait(false) is { } answer ? Merged([answer, .. _failed]) : null;
    }

    private void Fail(ErrorCode error, FaultRule? rule)
    {
        if (rule?.Topic is null)
        {
            _failed.Insert(0, ErrorAnswers.Of(body, error));
            _isWholeFailed = true;
        }
        else if (RequestEntities.Split(body, IsTopicOf(rule), IsPartitionOf(rule)) is { } taken)
        {
            _failed.Add(ErrorAnswers.Of(taken, error));
        }
    }

    private void Overwrite(IApiMessage answer, ErrorCode error, FaultRule? rule)
    {
        if (rule?.Topic is null)
        {
            ErrorAnswers.Overwrite(answer, error);
            if (answer is ApiVersionsResponse versions && error == ErrorCode.UnsupportedVersion)
            {
                // Such an answer tells which version to come back with (KIP-511).
                versions.ApiKeys = [new() { ApiKey = (short)ApiKey.ApiVersions }];
            }
        }
        else
        {
            ErrorAnswers.Overwrite(answer, error, IsTopicOf(rule), IsPartitionOf(rule));
        }
    }

    private Func<object, bool> IsTopicOf(FaultRule rule) => element => MessageFields.TopicOf(element, cluster.NameOf) == rule.Topic;

    private static Func<int, bool> IsPartitionOf(FaultRule rule) => partition => rule.Partitions.Count == 0 || rule.Partitions.Contains(partition);

    private static IApiMessage Merged(List<IApiMessage> answers)
    {
        foreach (var other in answers.Skip(1))
        {
            ErrorAnswers.Merge(answers[0], other);
        }

        return answers[0];
    }

    private KafkaProtocolException Closed() => new($"A fault closes the connection at {info}");
}
