namespace Ms2Lab.Kafka.Broker.ConsumerGroups;

/// <summary>The assignors that members may ask for; the first one is the default.</summary>
internal static class GroupAssignors
{
    public static IReadOnlyList<IGroupAssignor> All { get; } = [new UniformAssignor(), new RangeAssignor()];

    public static string Names => string.Join(", ", All.Select(a => a.Name));

    public static bool Has(string name) => All.Any(a => a.Name == name);

    /// <summary>The one that most members ask for.</summary>
    public static IGroupAssignor PreferredBy(IEnumerable<ConsumerGroupMember> members)
    {
        var votes = members.Select(m => m.ServerAssignor).OfType<string>().CountBy(n => n).ToDictionary();
        return votes.Count == 0 ? All[0] : All.MaxBy(a => votes.GetValueOrDefault(a.Name))!;
    }
}
