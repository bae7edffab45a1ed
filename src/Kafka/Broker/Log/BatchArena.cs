namespace Ms2Lab.Kafka.Broker.Log;

/// <summary>Blocks that small batches are copied into, so that a tiny batch does not keep a whole frame alive. Blocks grow with use.</summary>
internal sealed class BatchArena
{
    /// <summary>Larger batches keep the array of the frame that brought them.</summary>
    private const int LargestCopy = 4 << 10;

    private const int FirstBlock = 4 << 10;
    private const int LargestBlock = 1 << 20;

    private byte[] _block = [];
    private int _used;

    public Memory<byte> Keep(Memory<byte> batch)
    {
        if (batch.Length > LargestCopy)
        {
            return batch;
        }

        if (_block.Length - _used < batch.Length)
        {
            _block = GC.AllocateUninitializedArray<byte>(Math.Clamp(_block.Length * 2, FirstBlock, LargestBlock));
            _used = 0;
        }

        var kept = _block.AsMemory(_used, batch.Length);
        batch.CopyTo(kept);
        _used += batch.Length;
        return kept;
    }
}
