using System.Collections;
using System.Collections.Concurrent;
using System.Reflection;
using Ms2Lab.Kafka.Protocol;

namespace Ms2Lab.Kafka.Broker.Faults;

/// <summary>The fields of messages by their names. Only used while a rule, a hook or a log is at work.</summary>
internal static class MessageFields
{
    private static readonly string[] NamesOfTopics = ["Name", "Topic", "TopicName"];
    private static readonly string[] NamesOfPartitions = ["Index", "PartitionIndex", "Partition"];
    private static readonly ConcurrentDictionary<Type, IReadOnlyList<PropertyInfo>> Known = new();

    public static IReadOnlyList<PropertyInfo> Of(object message) => Known.GetOrAdd(
        message.GetType(), t => [.. t.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(p => p is { CanWrite: true, Name: not nameof(IApiMessage.ApiKey) and not "UnknownTaggedFields" })]);

    public static PropertyInfo? Find(object message, string name) => Of(message).FirstOrDefault(p => p.Name == name);

    public static IEnumerable<(PropertyInfo Field, IList Items)> Lists(object message) =>
        Of(message).Where(p => p.PropertyType.IsGenericType && p.GetValue(message) is IList).Select(p => (p, (IList)p.GetValue(message)!));

    public static bool IsStruct(Type type) => type.IsClass && type != typeof(string) && !type.IsGenericType;

    public static Type ElementOf(PropertyInfo list) => list.PropertyType.GetGenericArguments()[0];

    public static string? TopicOf(object element, Func<Guid, string?> nameOf) =>
        Find(element, "TopicId")?.GetValue(element) is Guid id && id != Guid.Empty ? nameOf(id)
        : NamesOfTopics.Select(n => Find(element, n)?.GetValue(element) as string).FirstOrDefault(n => !string.IsNullOrEmpty(n));

    /// <summary>The partition that an element is, or is about.</summary>
    public static int? PartitionOf(object element) =>
        element as int? ?? NamesOfPartitions.Select(n => Find(element, n)?.GetValue(element)).OfType<int>().Cast<int?>().FirstOrDefault();

    public static void SetPartition(object element, int partition) => NamesOfPartitions.Select(n => Find(element, n)).FirstOrDefault(p => p is not null)?.SetValue(element, partition);
}
