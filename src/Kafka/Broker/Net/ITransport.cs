namespace Ms2Lab.Kafka.Broker.Net;

/// <summary>A duplex stream of bytes to one client: a plain socket or TLS over it.</summary>
internal interface ITransport : IAsyncDisposable
{
    /// <summary>Reads at least one byte; 0 when the client has closed.</summary>
    ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellation);

    /// <summary>Writes all pieces in their order.</summary>
    ValueTask WriteAsync(List<ArraySegment<byte>> pieces, CancellationToken cancellation);

    /// <summary>Drops the connection at once: the client sees a reset, as from a killed process.</summary>
    void Abort();
}
