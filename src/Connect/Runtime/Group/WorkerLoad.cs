using Ms2Lab.Connect.Runtime.Rest;

namespace Ms2Lab.Connect.Runtime.Group;

/// <summary>What one member is to have at the end of a round, while the round is being computed.</summary>
internal sealed class WorkerLoad(string member, Work work)
{
    public string Member { get; } = member;

    public List<string> Connectors { get; } = [.. work.Connectors];

    public List<ConnectorTaskId> Tasks { get; } = [.. work.Tasks];

    public bool IsEmpty => Connectors.Count == 0 && Tasks.Count == 0;

    public Work Work => Work.Of(Connectors, Tasks);

    public void Remove(Work gone)
    {
        Connectors.RemoveAll(gone.Connectors.Contains);
        Tasks.RemoveAll(gone.Tasks.Contains);
    }

    /// <summary>
    /// Deals items out in rounds, one each to all that have no more than the first. The order, by load and member id, is that of the beginning.
    /// </summary>
    public static void Deal<T>(IEnumerable<WorkerLoad> loads, IEnumerable<T> items, Func<WorkerLoad, List<T>> share)
    {
        var order = loads.OrderBy(l => share(l).Count).ThenBy(l => l.Member, StringComparer.Ordinal).ToList();
        var left = new Queue<T>(items);
        while (left.Count > 0)
        {
            var least = share(order[0]).Count;
            foreach (var load in order.TakeWhile(l => share(l).Count <= least).Take(left.Count).ToList())
            {
                share(load).Add(left.Dequeue());
            }
        }
    }
}
