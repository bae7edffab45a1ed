using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace Ms2Lab.Kafka.Protocol;

/// <summary>
/// Writes Kafka's primitive types into one pooled buffer that grows. With <c>gather</c> large records are kept as references
/// between the written pieces instead of copied; send those with <see cref="GetSegments"/>. Not thread-safe.
/// </summary>
public sealed partial class KafkaWriter : IBufferWriter<byte>, IDisposable
{
    private readonly bool _gather;
    private byte[] _buffer;
    private int _at;

    /// <summary>With room for <paramref name="capacity"/> bytes at first.</summary>
    public KafkaWriter(int capacity = 1024, bool gather = false)
    {
        _buffer = ArrayPool<byte>.Shared.Rent(capacity);
        _gather = gather;
    }

    /// <summary>Bytes written, referenced pieces included.</summary>
    public int Length => _at + _externalBytes;

    /// <summary>What was written; valid until the next write or disposal.</summary>
    /// <exception cref="InvalidOperationException">Pieces are referenced, not copied: use <see cref="GetSegments"/>.</exception>
    public ReadOnlyMemory<byte> WrittenMemory => _externalBytes == 0 ? _buffer.AsMemory(0, _at) : throw new InvalidOperationException("The writer holds references.");

    /// <summary>As <see cref="WrittenMemory"/>.</summary>
    public ReadOnlySpan<byte> WrittenSpan => WrittenMemory.Span;

    /// <summary>Forgets what was written and keeps the buffer.</summary>
    public void Clear()
    {
        _at = 0;
        _external?.Clear();
        _externalBytes = 0;
    }

    /// <summary>int8.</summary>
    public void WriteInt8(sbyte value) => Take(1)[0] = (byte)value;

    /// <summary>bool.</summary>
    public void WriteBoolean(bool value) => Take(1)[0] = value ? (byte)1 : (byte)0;

    /// <summary>int16, big-endian.</summary>
    public void WriteInt16(short value) => BinaryPrimitives.WriteInt16BigEndian(Take(2), value);

    /// <summary>uint16, big-endian.</summary>
    public void WriteUInt16(ushort value) => BinaryPrimitives.WriteUInt16BigEndian(Take(2), value);

    /// <summary>int32, big-endian.</summary>
    public void WriteInt32(int value) => BinaryPrimitives.WriteInt32BigEndian(Take(4), value);

    /// <summary>uint32, big-endian.</summary>
    public void WriteUInt32(uint value) => BinaryPrimitives.WriteUInt32BigEndian(Take(4), value);

    /// <summary>int64, big-endian.</summary>
    public void WriteInt64(long value) => BinaryPrimitives.WriteInt64BigEndian(Take(8), value);

    /// <summary>float64, big-endian.</summary>
    public void WriteFloat64(double value) => BinaryPrimitives.WriteDoubleBigEndian(Take(8), value);

    /// <summary>uuid: 16 bytes, most significant first.</summary>
    public void WriteUuid(Guid value) => value.TryWriteBytes(Take(16), bigEndian: true, out _);

    /// <summary>Unsigned varint.</summary>
    public void WriteUnsignedVarint(uint value)
    {
        while (value > 0x7f)
        {
            Take(1)[0] = (byte)(value | 0x80);
            value >>= 7;
        }

        Take(1)[0] = (byte)value;
    }

    /// <summary>Zig-zag varint, as inside record batches.</summary>
    public void WriteVarint(int value) => WriteUnsignedVarint((uint)((value << 1) ^ (value >> 31)));

    /// <summary>Zig-zag varint of 64 bits, as inside record batches.</summary>
    public void WriteVarlong(long value)
    {
        var left = (ulong)((value << 1) ^ (value >> 63));
        while (left > 0x7f)
        {
            Take(1)[0] = (byte)(left | 0x80);
            left >>= 7;
        }

        Take(1)[0] = (byte)left;
    }

    /// <summary>string or null.</summary>
    /// <exception cref="KafkaProtocolException">Longer than 32767 bytes, in either form, as Kafka limits it.</exception>
    public void WriteString(string? value, bool compact)
    {
        if (value is null)
        {
            WriteLength(-1, compact, isShort: true);
            return;
        }

        var length = Encoding.UTF8.GetByteCount(value);
        if (length > short.MaxValue)
        {
            throw new KafkaProtocolException($"A string of {length} bytes is too long to be serialized");
        }

        WriteLength(length, compact, isShort: true);
        Encoding.UTF8.GetBytes(value, Take(length));
    }

    /// <summary>bytes or null.</summary>
    public void WriteBytes(ReadOnlyMemory<byte>? value, bool compact)
    {
        WriteLength(value?.Length ?? -1, compact, isShort: false);
        if (value is { } bytes)
        {
            WriteRaw(bytes.Span);
        }
    }

    /// <summary>Bytes as they are, without a length.</summary>
    public void WriteRaw(ReadOnlySpan<byte> bytes) => bytes.CopyTo(Take(bytes.Length));

    /// <summary>Number of elements, −1 for null.</summary>
    public void WriteArrayLength(int count, bool compact) => WriteLength(count, compact, isShort: false);

    /// <inheritdoc/>
    public void Advance(int count) => _at += count;

    /// <inheritdoc/>
    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Ensure(Math.Max(sizeHint, 1));
        return _buffer.AsMemory(_at);
    }

    /// <inheritdoc/>
    public Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;

    /// <summary>Gives the buffer back; memory handed out before must not be used any more.</summary>
    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = [];
        Clear();
    }

    private void WriteLength(int length, bool compact, bool isShort)
    {
        if (compact)
        {
            WriteUnsignedVarint((uint)(length + 1));
        }
        else if (isShort)
        {
            WriteInt16((short)length);
        }
        else
        {
            WriteInt32(length);
        }
    }

    private Span<byte> Take(int count)
    {
        Ensure(count);
        var span = _buffer.AsSpan(_at, count);
        _at += count;
        return span;
    }

    private void Ensure(int count)
    {
        if (_buffer.Length - _at < count)
        {
            var larger = ArrayPool<byte>.Shared.Rent(Math.Max(checked(_at + count), (int)Math.Min(Array.MaxLength, _buffer.Length * 2L)));
            _buffer.AsSpan(0, _at).CopyTo(larger);
            ArrayPool<byte>.Shared.Return(_buffer);
            _buffer = larger;
        }
    }
}
