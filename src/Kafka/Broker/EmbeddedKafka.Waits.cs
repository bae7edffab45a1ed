using Ms2Lab.Kafka.Broker.Groups;

namespace Ms2Lab.Kafka.Broker;

/// <summary>Waiting for what clients do.</summary>
public sealed partial class EmbeddedKafka
{
    /// <summary>Waits until a group of either protocol has so many members and is stable; 0 waits until it is empty.</summary>
    /// <param name="groupId">Need not be there yet.</param>
    /// <param name="members">Number of members.</param>
    /// <param name="limit">Longest time by the cluster's clock; 30 s when not given.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="TimeoutException">It did not come to that; the message says what was seen last.</exception>
    public Task WaitForGroupAsync(string groupId, int members, TimeSpan? limit = null, CancellationToken cancellation = default) =>
        _cluster.Watches.WaitAsync(() =>
        {
            var (state, count) = _cluster.Groups.Find(groupId) is { } classic ? (classic.State.ToString(), classic.Members.Count)
                : _cluster.Groups.FindConsumer(groupId) is { } consumer ? (consumer.State, consumer.Members.Count)
                : (nameof(GroupState.Dead), 0);
            var isThere = count == members && (members == 0 || state == nameof(GroupState.Stable));
            return (isThere, $"group {groupId} is {state} with {count} members, not stable with {members}");
        }, limit, cancellation);

    /// <summary>Waits until a group has committed an offset that is not below the given one.</summary>
    /// <inheritdoc cref="WaitForGroupAsync"/>
    public Task WaitForCommittedOffsetAsync(string groupId, string topic, int partition, long offset, TimeSpan? limit = null, CancellationToken cancellation = default) =>
        _cluster.Watches.WaitAsync(() =>
        {
            var committed = _cluster.Groups.OffsetsOf(groupId)?.Find(topic, partition)?.Offset;
            return (committed >= offset, $"group {groupId} has committed {committed?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "nothing"} of {topic}-{partition}, not {offset}");
        }, limit, cancellation);

    /// <summary>Waits until a partition ends at the given offset or above: until so much was produced.</summary>
    /// <inheritdoc cref="WaitForGroupAsync"/>
    public Task WaitForEndOffsetAsync(string topic, int partition, long offset, TimeSpan? limit = null, CancellationToken cancellation = default) =>
        _cluster.Watches.WaitAsync(() =>
        {
            var end = _cluster.Topics.Find(topic, partition)?.Log.EndOffset;
            return (end >= offset, end is null ? $"there is no {topic}-{partition}" : $"{topic}-{partition} ends at {end}, not at {offset}");
        }, limit, cancellation);
}
