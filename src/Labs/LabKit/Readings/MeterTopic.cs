using System.Text;

namespace Ms2Lab.Labs.LabKit.Readings;

/// <summary>A topic with one partition to which the smart meter, or whoever plays it, sends its records.</summary>
public static class MeterTopic
{
    /// <summary>Appends readings until the topic holds that many of them in all: repeatable, and it goes on where an earlier call stopped.</summary>
    /// <param name="context">The lab.</param>
    /// <param name="topic">The topic; created where it is missing.</param>
    /// <param name="readings">All readings of the step in their order.</param>
    /// <param name="count">How many of them shall be there.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <param name="write">Makes a record's value of a reading; JSON with its schema where it is null.</param>
    public static Task SendUpToAsync(
        LabContext context, string topic, IReadOnlyList<SmartMeterReading> readings, int count, CancellationToken cancellation, Func<SmartMeterReading, byte[]>? write = null) =>
        SendAllAsync(context, topic, Records(readings.Take(count), write), cancellation);

    /// <summary>Appends those of the records that the topic does not hold yet: repeatable, and it goes on where an earlier call stopped.</summary>
    /// <param name="context">The lab.</param>
    /// <param name="topic">The topic; created where it is missing.</param>
    /// <param name="records">All records of the topic from its beginning, in their order.</param>
    /// <param name="cancellation">Gives up.</param>
    public static async Task SendAllAsync(LabContext context, string topic, IReadOnlyList<(byte[]? Key, byte[]? Value)> records, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(records);
        var held = context.Kafka.EndOffset(topic);
        if (held is null)
        {
            await context.Kafka.CreateTopicAsync(topic);
        }
        foreach (var (key, value) in records.Skip((int)(held ?? 0)))
        {
            await context.Kafka.ProduceAsync(topic, key, value, cancellation);
        }
    }

    /// <summary>Readings as records: the profile is the key.</summary>
    /// <param name="readings">The readings.</param>
    /// <param name="write">Makes the value; JSON with its schema where it is null.</param>
    public static IReadOnlyList<(byte[]? Key, byte[]? Value)> Records(IEnumerable<SmartMeterReading> readings, Func<SmartMeterReading, byte[]>? write = null) =>
        [.. readings.Select(r => (Encoding.UTF8.GetBytes(r.ProfileName), (write ?? ReadingJson.Write)(r)))];
}
