using Ms2Lab.Kafka.Protocol.Records;

namespace Ms2Lab.Kafka.Client.Producing;

/// <summary>How a producer sends; the defaults are those of the Java client 4.x.</summary>
public sealed partial record ProducerOptions
{
    /// <summary>Who has to have a batch [acks].</summary>
    public Acks Acks { get; init; } = Acks.All;

    /// <summary>Whether retries write nothing twice (KIP-98) [enable.idempotence].</summary>
    public bool Idempotent { get; init; } = true;

    /// <summary>Makes the producer transactional [transactional.id].</summary>
    public string? TransactionalId { get; init; }

    /// <summary>How long a transaction may stay open before its coordinator aborts it [transaction.timeout.ms].</summary>
    public TimeSpan TransactionTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How batches are compressed [compression.type].</summary>
    public CompressionCodec Compression { get; init; } = CompressionCodec.None;

    /// <summary>How long a batch waits for more records [linger.ms].</summary>
    public TimeSpan Linger { get; init; } = TimeSpan.FromMilliseconds(5);

    /// <summary>Bytes at which a batch is full, before compression [batch.size].</summary>
    public int BatchSize { get; init; } = 16384;

    /// <summary>Bytes of records that may wait in the producer [buffer.memory].</summary>
    public long BufferMemory { get; init; } = 32 * 1024 * 1024;

    /// <summary>Bytes of the largest record and of the largest request [max.request.size].</summary>
    public int MaxRequestSize { get; init; } = 1024 * 1024;

    /// <summary>How long a send may wait for metadata or memory [max.block.ms].</summary>
    public TimeSpan MaxBlock { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How long a record may be on its way, retries included [delivery.timeout.ms].</summary>
    public TimeSpan DeliveryTimeout { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>How long one request may take [request.timeout.ms].</summary>
    public TimeSpan RequestTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How often a batch is sent again [retries].</summary>
    public int Retries { get; init; } = int.MaxValue;

    /// <summary>The first pause before a retry; it doubles each time [retry.backoff.ms].</summary>
    public TimeSpan RetryBackoff { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>The longest pause before a retry [retry.backoff.max.ms].</summary>
    public TimeSpan RetryBackoffMax { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Requests on their way to one broker at a time; of one partition there is never more than one batch [max.in.flight.requests.per.connection].</summary>
    public int MaxInFlight { get; init; } = 5;

    /// <summary>Whether keys have no say in the partition [partitioner.ignore.keys].</summary>
    public bool IgnoreKeys { get; init; }
}
