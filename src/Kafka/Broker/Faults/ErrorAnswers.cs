using System.Collections;
using System.Reflection;
using Ms2Lab.Kafka.Protocol;
using Ms2Lab.Kafka.Protocol.Messages;

namespace Ms2Lab.Kafka.Broker.Faults;

/// <summary>Answers full of one error: made of a request that is not carried out, or of the answer to one that was.</summary>
internal static class ErrorAnswers
{
    private static readonly string[] OffsetsAndIds =
        ["BaseOffset", "HighWatermark", "LowWatermark", "Offset", "EndOffset", "CommittedOffset", "ProducerId", "ProducerEpoch", "GenerationId", "NodeId"];

    /// <summary>The answer that names everything that the request names, with the error at each.</summary>
    public static IApiMessage Of(IApiMessage request, ErrorCode error)
    {
        var response = ApiMessages.NewResponse(request.ApiKey);
        Mirror(request, response, error);
        return response;
    }

    /// <summary>Writes the error over an answer: everywhere, or where the topic and partition fit.</summary>
    public static void Overwrite(object answer, ErrorCode error, Func<object, bool>? isTopic = null, Func<int, bool>? isPartition = null)
    {
        if (isTopic is null)
        {
            Fill(answer, error);
        }

        foreach (var element in MessageFields.Lists(answer).SelectMany(l => l.Items.Cast<object>()).Where(e => MessageFields.IsStruct(e.GetType())))
        {
            if (isTopic is null)
            {
                Overwrite(element, error);
            }
            else if (isTopic(element))
            {
                OverwriteTopic(element, error, isPartition!);
            }
        }
    }

    /// <summary>Puts the topics of one answer among those of another.</summary>
    public static void Merge(IApiMessage into, IApiMessage from)
    {
        foreach (var (field, items) in MessageFields.Lists(from).Where(l => MessageFields.IsStruct(MessageFields.ElementOf(l.Field))))
        {
            var target = (IList)field.GetValue(into)!;
            foreach (var element in items.Cast<object>())
            {
                var same = target.Cast<object>().FirstOrDefault(t => KeyOf(t) is { } key && key.Equals(KeyOf(element)));
                if (same is null)
                {
                    target.Add(element);
                    continue;
                }

                foreach (var (inner, partitions) in MessageFields.Lists(element))
                {
                    var known = (IList)inner.GetValue(same)!;
                    foreach (var partition in partitions)
                    {
                        known.Add(partition);
                    }
                }
            }
        }
    }

    public static void Throttle(IApiMessage answer, TimeSpan time) =>
        MessageFields.Find(answer, "ThrottleTimeMs")?.SetValue(answer, (int)Math.Min(time.TotalMilliseconds, int.MaxValue));

    private static object? KeyOf(object element) =>
        MessageFields.Find(element, "TopicId")?.GetValue(element) is Guid id && id != Guid.Empty ? id : MessageFields.TopicOf(element, _ => null);

    private static void OverwriteTopic(object element, ErrorCode error, Func<int, bool> isPartition)
    {
        var partitions = MessageFields.Lists(element).SelectMany(l => l.Items.Cast<object>()).Where(p => MessageFields.IsStruct(p.GetType()) && MessageFields.Find(p, "ErrorCode") is not null).ToList();
        if (partitions.Count == 0)
        {
            Fill(element, error);
        }

        foreach (var partition in partitions.Where(p => MessageFields.PartitionOf(p) is { } index && isPartition(index)))
        {
            Fill(partition, error);
        }
    }

    private static void Fill(object message, ErrorCode error)
    {
        MessageFields.Find(message, "ErrorCode")?.SetValue(message, (short)error);
        if (MessageFields.Find(message, "Records") is { } records)
        {
            records.SetValue(message, (ReadOnlyMemory<byte>?)ReadOnlyMemory<byte>.Empty);
            MessageFields.Find(message, "RecordsSegments")?.SetValue(message, null);
        }
    }

    private static void Mirror(object request, object response, ErrorCode error)
    {
        Fill(response, error);
        foreach (var field in MessageFields.Of(response))
        {
            if (OffsetsAndIds.Contains(field.Name) && field.PropertyType.IsPrimitive)
            {
                field.SetValue(response, Convert.ChangeType(-1, field.PropertyType, System.Globalization.CultureInfo.InvariantCulture));
            }
        }

        foreach (var field in MessageFields.Of(request).Where(f => !f.PropertyType.IsGenericType))
        {
            var same = MessageFields.Find(response, field.Name);
            if (same?.PropertyType == field.PropertyType && field.Name is not "ThrottleTimeMs")
            {
                same.SetValue(response, field.GetValue(request));
            }
        }

        var lists = MessageFields.Lists(response).Where(l => MessageFields.IsStruct(MessageFields.ElementOf(l.Field)) && HoldsErrors(MessageFields.ElementOf(l.Field))).ToList();
        var asked = MessageFields.Lists(request).ToList();
        for (var i = 0; i < lists.Count && i < asked.Count; i++)
        {
            Mirror(asked[i].Items, lists[i].Field, lists[i].Items, error);
        }
    }

    private static void Mirror(IList asked, PropertyInfo field, IList answered, ErrorCode error)
    {
        foreach (var item in asked)
        {
            var element = Activator.CreateInstance(MessageFields.ElementOf(field))!;
            if (MessageFields.IsStruct(item!.GetType()))
            {
                Mirror(item, element, error);
            }
            else
            {
                Fill(element, error);
                (MessageFields.Of(element).FirstOrDefault(f => f.PropertyType == item.GetType()))?.SetValue(element, item);
            }

            if (MessageFields.PartitionOf(item) is { } partition)
            {
                MessageFields.SetPartition(element, partition);
            }

            answered.Add(element);
        }
    }

    private static bool HoldsErrors(Type type) => type.GetProperty("ErrorCode") is not null
        || type.GetProperties().Any(p => p.PropertyType.IsGenericType && MessageFields.IsStruct(p.PropertyType.GetGenericArguments()[0]) && HoldsErrors(p.PropertyType.GetGenericArguments()[0]));
}
