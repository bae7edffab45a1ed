namespace Ms2Lab.Labs.LabKit.Running;

/// <summary>Points earned of those possible. The only place where totals are made; every report and export takes them from here.</summary>
/// <param name="Earned">Points of the checks that passed.</param>
/// <param name="Possible">Points of the checks that count: not those skipped for want of a backend, nor those that failed on our side.</param>
public sealed record Score(int Earned, int Possible)
{
    /// <summary>The total of some checks.</summary>
    public static Score Of(IEnumerable<CheckReport> checks)
    {
        var counted = checks.Where(c => c.Counts).ToList();
        return new(counted.Sum(c => c.Earned), counted.Sum(c => c.Points));
    }

    /// <inheritdoc/>
    public override string ToString() => FormattableString.Invariant($"{Earned} of {Possible} points");
}
