namespace Ms2Lab.Kafka.Broker.Log;

/// <summary>Bytes read from a log, in the order of their offsets; the last batch may be cut.</summary>
internal sealed class LogSlice(long from)
{
    public List<ReadOnlyMemory<byte>> Pieces { get; } = [];

    public int Bytes { get; private set; }

    /// <summary>The offset after the last batch that is here, cut or not.</summary>
    public long NextOffset { get; private set; } = from;

    /// <summary>Adds what fits of the batch; false when nothing more does.</summary>
    public bool Add(StoredBatch batch, int maxBytes, bool atLeastOne)
    {
        var room = maxBytes - Bytes;
        var isWhole = batch.Size <= room || (atLeastOne && Bytes == 0);
        if (!isWhole && (Bytes == 0 || room <= 0))
        {
            return false;
        }

        var piece = isWhole ? batch.Bytes : batch.Bytes[..room];
        Pieces.Add(piece);
        Bytes += piece.Length;
        NextOffset = batch.LastOffset + 1;
        return isWhole && Bytes < maxBytes;
    }
}
