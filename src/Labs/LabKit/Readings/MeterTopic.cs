using System.Text;

namespace Ms2Lab.Labs.LabKit.Readings;

/// <summary>A topic with one partition to which the smart meter sends its readings.</summary>
public static class MeterTopic
{
    /// <summary>Appends readings until the topic holds that many of them in all: repeatable, and it goes on where an earlier call stopped.</summary>
    /// <param name="context">The lab.</param>
    /// <param name="topic">The topic; created where it is missing.</param>
    /// <param name="readings">All readings of the step in their order.</param>
    /// <param name="count">How many of them shall be there.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <param name="write">Makes a record's value of a reading; JSON with its schema where it is null.</param>
    public static async Task SendUpToAsync(
        LabContext context, string topic, IReadOnlyList<SmartMeterReading> readings, int count, CancellationToken cancellation, Func<SmartMeterReading, byte[]>? write = null)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(readings);
        var held = context.Kafka.EndOffset(topic);
        if (held is null)
        {
            await context.Kafka.CreateTopicAsync(topic);
        }
        foreach (var reading in readings.Take(count).Skip((int)(held ?? 0)))
        {
            await context.Kafka.ProduceAsync(topic, Encoding.UTF8.GetBytes(reading.ProfileName), (write ?? ReadingJson.Write)(reading), cancellation);
        }
    }
}
