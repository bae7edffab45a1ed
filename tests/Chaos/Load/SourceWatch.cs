using System.Text.Json;
using Ms2Lab.Kafka.Client.Consuming;

namespace Ms2Lab.Chaos.Tests;

/// <summary>Holds the position that a source of growing ids has stored against the records that it has written.</summary>
/// <param name="offsets">The workers' topic of positions.</param>
/// <param name="output">The topic that the source writes.</param>
/// <param name="connector">Its name.</param>
public sealed class SourceWatch(TopicTail offsets, TopicTail output, string connector) : OffsetWatch
{
    /// <summary>Ids of the records that have been seen.</summary>
    public HashSet<int> Ids { get; } = [];

    /// <summary>The highest id that the source has stored as read.</summary>
    public int Stored { get; private set; }

    protected override async Task<string?> FindAsync(CancellationToken cancellation)
    {
        await offsets.ReadOnAsync(TakeOffset, cancellation);
        var stored = Stored;
        await output.ReadOnAsync(r => Ids.Add(IdOf(r)), cancellation);
        var lost = Enumerable.Range(1, stored).Where(id => !Ids.Contains(id)).ToList();
        return lost.Count == 0 ? null : $"{connector} has stored position {stored}, but not in its topic: {string.Join(", ", lost.Take(10))}";
    }

    // ["connector",{"protocol":"1","table":"…"}] and {"incrementing":7}
    private void TakeOffset(ConsumerRecord record)
    {
        using var key = JsonDocument.Parse(record.Key);
        if (record.Value is { } bytes && key.RootElement[0].GetString() == connector)
        {
            using var value = JsonDocument.Parse(bytes);
            Stored = Math.Max(Stored, value.RootElement.GetProperty("incrementing").GetInt32());
        }
    }

    private static int IdOf(ConsumerRecord record)
    {
        using var value = JsonDocument.Parse(record.Value);
        return value.RootElement.GetProperty("payload").GetProperty("id").GetInt32();
    }
}
