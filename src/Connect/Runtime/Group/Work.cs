using Ms2Lab.Connect.Runtime.Rest;

namespace Ms2Lab.Connect.Runtime.Group;

/// <summary>
/// A share of the group's work: connector objects and tasks, each once. The order is kept, as it decides who loses what: members report what they got
/// last first.
/// </summary>
internal sealed record Work(IReadOnlyList<string> Connectors, IReadOnlyList<ConnectorTaskId> Tasks)
{
    /// <summary>Nothing.</summary>
    public static Work None { get; } = new([], []);

    public bool IsEmpty => Connectors.Count == 0 && Tasks.Count == 0;

    public static Work Of(IEnumerable<string> connectors, IEnumerable<ConnectorTaskId> tasks) => new([.. connectors.Distinct()], [.. tasks.Distinct()]);

    /// <summary>Reads the elements of an assignment.</summary>
    public static Work Of(IReadOnlyList<ConnectorAssignment> elements) => Of(
        elements.Where(e => e.Tasks.Contains(ConnectorAssignment.ConnectorInstance)).Select(e => e.Connector),
        elements.SelectMany(e => e.Tasks.Where(t => t != ConnectorAssignment.ConnectorInstance).Select(t => new ConnectorTaskId(e.Connector, t))));

    /// <summary>All shares together.</summary>
    public static Work Union(IEnumerable<Work> shares)
    {
        var all = shares.ToList();
        return Of(all.SelectMany(s => s.Connectors), all.SelectMany(s => s.Tasks));
    }

    public Work Plus(Work other) => Of(Connectors.Concat(other.Connectors), Tasks.Concat(other.Tasks));

    public Work Minus(Work other) => Of(Connectors.Except(other.Connectors), Tasks.Except(other.Tasks));

    public Work And(Work other) => Of(Connectors.Intersect(other.Connectors), Tasks.Intersect(other.Tasks));

    /// <summary>The same in the order of names and numbers.</summary>
    public Work Sorted() => new(
        [.. Connectors.Order(StringComparer.Ordinal)], [.. Tasks.OrderBy(t => t.Connector, StringComparer.Ordinal).ThenBy(t => t.Task)]);

    /// <summary>Writes the elements of an assignment: the connector itself before its tasks.</summary>
    public IReadOnlyList<ConnectorAssignment> Elements()
    {
        var tasks = Tasks.ToLookup(t => t.Connector, t => t.Task);
        var connectors = Connectors.ToHashSet(StringComparer.Ordinal);
        return
        [
            .. Connectors.Union(tasks.Select(t => t.Key)).Select(c => new ConnectorAssignment(
                c, [.. connectors.Contains(c) ? [ConnectorAssignment.ConnectorInstance] : Array.Empty<int>(), .. tasks[c]])),
        ];
    }
}
