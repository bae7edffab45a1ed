using Ms2Lab.Connect.Runtime.Rest;

namespace Ms2Lab.Connect.Runtime.Group;

/// <summary>
/// Deals out everything anew (protocol version 0): connectors by name round-robin over members by id, then all tasks from where the connectors ended.
/// </summary>
internal static class EagerAssignor
{
    public static IReadOnlyDictionary<string, Work> Assign(IEnumerable<string> members, Work configured)
    {
        var order = members.Order(StringComparer.Ordinal).ToList();
        var connectors = order.ToDictionary(m => m, _ => new List<string>());
        var tasks = order.ToDictionary(m => m, _ => new List<ConnectorTaskId>());
        var next = 0;
        foreach (var connector in configured.Sorted().Connectors)
        {
            connectors[order[next++ % order.Count]].Add(connector);
        }
        foreach (var task in configured.Sorted().Tasks)
        {
            tasks[order[next++ % order.Count]].Add(task);
        }
        return order.ToDictionary(m => m, m => Work.Of(connectors[m], tasks[m]));
    }
}
