using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Ms2Lab.Kafka.Protocol;

/// <summary>Lengths patched later, tagged fields, records by reference.</summary>
public sealed partial class KafkaWriter
{
    /// <summary>Records of at least that many bytes are referenced when gathering; a copy is cheaper below.</summary>
    private const int SmallestReference = 2048;

    private List<(int At, ReadOnlyMemory<byte> Data)>? _external;
    private int _externalBytes;
    private int _openTags;

    /// <summary>Leaves four bytes for a length; returns the place for <see cref="PatchInt32"/> and <see cref="PatchLength"/>.</summary>
    public int ReserveInt32()
    {
        Take(4);
        return _at - 4;
    }

    /// <summary>Writes an int32 at a reserved place.</summary>
    public void PatchInt32(int place, int value) => BinaryPrimitives.WriteInt32BigEndian(_buffer.AsSpan(place, 4), value);

    /// <summary>Writes at a reserved place how many bytes follow it. Only for a place before the first referenced piece.</summary>
    public void PatchLength(int place) => PatchInt32(place, Length - place - 4);

    /// <summary>The written bytes from <paramref name="start"/> on, to be patched; valid until the next write.</summary>
    public Span<byte> WrittenFrom(int start) => _buffer.AsSpan(start, _at - start);

    /// <summary>records: one piece, or, when <paramref name="segments"/> is not null, those pieces one after the other.</summary>
    public void WriteRecords(ReadOnlyMemory<byte>? single, IReadOnlyList<ReadOnlyMemory<byte>>? segments, bool compact)
    {
        if (segments is null)
        {
            WriteLength(single?.Length ?? -1, compact, isShort: false);
            WritePiece(single ?? default);
            return;
        }

        var length = 0;
        for (var i = 0; i < segments.Count; i++)
        {
            length = checked(length + segments[i].Length);
        }

        WriteLength(length, compact, isShort: false);
        for (var i = 0; i < segments.Count; i++)
        {
            WritePiece(segments[i]);
        }
    }

    /// <summary>Adds what was written, in order, written and referenced pieces alike, to <paramref name="pieces"/>; valid until the next write or disposal.</summary>
    public void GetSegments(ICollection<ArraySegment<byte>> pieces)
    {
        ArgumentNullException.ThrowIfNull(pieces);
        var from = 0;
        foreach (var (at, data) in _external ?? [])
        {
            if (at > from)
            {
                pieces.Add(new ArraySegment<byte>(_buffer, from, at - from));
                from = at;
            }

            pieces.Add(MemoryMarshal.TryGetArray(data, out var segment) ? segment : new ArraySegment<byte>(data.ToArray()));
        }

        if (_at > from)
        {
            pieces.Add(new ArraySegment<byte>(_buffer, from, _at - from));
        }
    }

    /// <summary>Starts a tagged field; returns what <see cref="EndTag"/> needs.</summary>
    public int BeginTag(int tag)
    {
        _openTags++;
        WriteUnsignedVarint((uint)tag);
        return _at;
    }

    /// <summary>Puts the size of the tagged field before its body.</summary>
    public void EndTag(int start)
    {
        _openTags--;
        var size = _at - start;
        WriteUnsignedVarint((uint)size);
        var width = _at - start - size;
        Span<byte> prefix = stackalloc byte[5];
        _buffer.AsSpan(start + size, width).CopyTo(prefix);
        _buffer.AsSpan(start, size).CopyTo(_buffer.AsSpan(start + width));
        prefix[..width].CopyTo(_buffer.AsSpan(start));
    }

    /// <summary>A tagged section that holds nothing but these.</summary>
    public void WriteUnknownTags(List<RawTaggedField>? tags)
    {
        WriteUnsignedVarint((uint)(tags?.Count ?? 0));
        WriteUnknownTags(tags, 0, int.MaxValue);
    }

    /// <summary>Those of the tags that lie in [<paramref name="from"/>, <paramref name="to"/>).</summary>
    public void WriteUnknownTags(List<RawTaggedField>? tags, int from, int to)
    {
        if (tags is null)
        {
            return;
        }

        foreach (var field in tags)
        {
            if (field.Tag >= from && field.Tag < to)
            {
                WriteUnsignedVarint((uint)field.Tag);
                WriteUnsignedVarint((uint)field.Data.Length);
                WriteRaw(field.Data.Span);
            }
        }
    }

    private void WritePiece(ReadOnlyMemory<byte> data)
    {
        if (_gather && _openTags == 0 && data.Length >= SmallestReference)
        {
            (_external ??= []).Add((_at, data));
            _externalBytes = checked(_externalBytes + data.Length);
        }
        else
        {
            WriteRaw(data.Span);
        }
    }
}
