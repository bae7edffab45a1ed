using System.Collections;
using Ms2Lab.Kafka.Protocol;

namespace Ms2Lab.Kafka.Broker.Faults;

/// <summary>What a request is about: topics with partitions, groups, a transactional id.</summary>
internal static class RequestEntities
{
    private static readonly string[] NamesOfGroupLists = ["Groups", "GroupIds", "GroupsNames"];

    public static IReadOnlyDictionary<string, IReadOnlyList<int>> TopicsOf(IApiMessage request, Func<Guid, string?> nameOf)
    {
        var topics = new Dictionary<string, IReadOnlyList<int>>();
        foreach (var element in MessageFields.Lists(request).SelectMany(l => l.Items.Cast<object>()))
        {
            if (MessageFields.IsStruct(element.GetType()) && MessageFields.TopicOf(element, nameOf) is { } name)
            {
                topics[name] = [.. topics.GetValueOrDefault(name, []), .. MessageFields.Lists(element).SelectMany(l => l.Items.Cast<object>()).Select(MessageFields.PartitionOf).OfType<int>()];
            }
        }

        return topics;
    }

    public static IReadOnlyList<string> GroupsOf(IApiMessage request)
    {
        var one = MessageFields.Find(request, "GroupId")?.GetValue(request) as string;
        var many = MessageFields.Lists(request).Where(l => NamesOfGroupLists.Contains(l.Field.Name)).SelectMany(l => l.Items.Cast<object>())
            .Select(e => e as string ?? MessageFields.Find(e, "GroupId")?.GetValue(e) as string).OfType<string>();
        return [.. many.Concat(string.IsNullOrEmpty(one) ? [] : [one])];
    }

    public static string? TransactionalIdOf(IApiMessage request) => MessageFields.Find(request, "TransactionalId")?.GetValue(request) as string;

    /// <summary>Takes the topic's partitions out of the request; what is taken out comes back as a request of the same kind, null for nothing.</summary>
    public static IApiMessage? Split(IApiMessage request, Func<object, bool> isTopic, Func<int, bool> isPartition)
    {
        var taken = (IApiMessage)Activator.CreateInstance(request.GetType())!;
        foreach (var field in MessageFields.Of(request).Where(f => !f.PropertyType.IsGenericType))
        {
            field.SetValue(taken, field.GetValue(request));
        }

        var hasTaken = false;
        foreach (var (field, items) in MessageFields.Lists(request).Where(l => MessageFields.IsStruct(MessageFields.ElementOf(l.Field))))
        {
            var moved = (IList)Activator.CreateInstance(field.PropertyType)!;
            foreach (var element in items.Cast<object>().Where(isTopic).ToList())
            {
                Take(items, moved, element, isPartition);
            }

            field.SetValue(taken, moved);
            hasTaken |= moved.Count > 0;
        }

        return hasTaken ? taken : null;
    }

    private static void Take(IList items, IList moved, object element, Func<int, bool> isPartition)
    {
        var inner = MessageFields.Lists(element).FirstOrDefault(l => l.Items.Cast<object>().Any(p => MessageFields.PartitionOf(p) is not null));
        var partitions = inner.Items?.Cast<object>().Where(p => MessageFields.PartitionOf(p) is { } index && isPartition(index)).ToList();
        if (partitions is null || partitions.Count == inner.Items!.Count)
        {
            items.Remove(element);
            moved.Add(element);
            return;
        }

        if (partitions.Count == 0)
        {
            return;
        }

        var part = Activator.CreateInstance(element.GetType())!;
        foreach (var field in MessageFields.Of(element))
        {
            field.SetValue(part, field.Name == inner.Field.Name ? Activator.CreateInstance(field.PropertyType) : field.GetValue(element));
        }

        var target = (IList)inner.Field.GetValue(part)!;
        foreach (var partition in partitions)
        {
            inner.Items.Remove(partition);
            target.Add(partition);
        }

        moved.Add(part);
    }
}
