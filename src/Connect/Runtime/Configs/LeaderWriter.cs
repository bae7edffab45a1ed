using Ms2Lab.Connect.Api;
using Ms2Lab.Kafka.Client;
using Ms2Lab.Kafka.Client.Producing;

namespace Ms2Lab.Connect.Runtime.Configs;

/// <summary>
/// The leader's transactional producer of the config topic (KIP-618): all leaders of a group have one transactional id, so that a new one fences the one
/// before, which may not know yet that it leads no more. Used on the herder's loop only.
/// </summary>
/// <param name="client">Connections to the cluster; they stay their owner's.</param>
/// <param name="topic">The config topic.</param>
/// <param name="transactionalId">The group's own.</param>
internal sealed class LeaderWriter(KafkaClient client, string topic, string transactionalId) : IAsyncDisposable
{
    private KafkaProducer? _producer;

    /// <summary>Fences earlier leaders; does nothing where that was done and nobody has fenced this one since.</summary>
    /// <exception cref="ConnectException">The coordinator refused or could not be reached.</exception>
    public async Task ClaimAsync(CancellationToken cancellation)
    {
        if (_producer is not null)
        {
            return;
        }
        _producer = new KafkaProducer(client, new ProducerOptions { TransactionalId = transactionalId, Linger = TimeSpan.Zero });
        try
        {
            await _producer.InitTransactionsAsync(cancellation).ConfigureAwait(false);
        }
        catch (Exception e) when (e is KafkaException or OperationCanceledException)
        {
            await DisposeAsync().ConfigureAwait(false);
            throw new ConnectException("Failed to create and initialize fencable producer for config topic", e);
        }
    }

    /// <summary>Writes records in one transaction.</summary>
    /// <exception cref="PrivilegedWriteException">They were not written; writing has to be claimed again.</exception>
    /// <exception cref="JavaException">Writing was not claimed.</exception>
    public async Task WriteAsync(IEnumerable<(byte[] Key, byte[]? Value)> records, CancellationToken cancellation)
    {
        var producer = _producer
            ?? throw new JavaException("java.lang.IllegalStateException", "Cannot produce to config topic without claiming write privileges first");
        try
        {
            producer.BeginTransaction();
            foreach (var (key, value) in records)
            {
                await producer.SendAsync(new ProducerRecord(topic, 0, key, value), cancellation).ConfigureAwait(false);
            }
            await producer.CommitTransactionAsync(cancellation).ConfigureAwait(false);
        }
        catch (Exception e) when (e is KafkaException or OperationCanceledException or InvalidOperationException)
        {
            await DisposeAsync().ConfigureAwait(false);
            throw new PrivilegedWriteException(e);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_producer is { } producer)
        {
            _producer = null;
            await producer.CloseAsync(TimeSpan.Zero).ConfigureAwait(false);
        }
    }
}
