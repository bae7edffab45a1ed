using System.Globalization;

namespace Ms2Lab.Cli.Bench.Connect;

/// <summary>One figure about Connect beside its goal.</summary>
/// <param name="Name">What was measured, with its unit.</param>
/// <param name="Value">The median of the rounds.</param>
/// <param name="Goal">What is wanted, in words; empty where nothing is.</param>
/// <param name="IsMet">Whether that was reached; null without a goal.</param>
internal sealed record ConnectFigure(string Name, double Value, string Goal = "", bool? IsMet = null)
{
    /// <summary>A figure that must not exceed its goal.</summary>
    public static ConnectFigure AtMost(string name, double value, double goal) => new(name, value, $"at most {Shown(goal)}", value <= goal);

    /// <summary>A rate that must be a share of the hand-written writer's.</summary>
    public static ConnectFigure AtLeastShare(string name, double value, double share, double goal) => new(
        name, value, string.Create(CultureInfo.InvariantCulture, $"at least {goal:P0} of the writer; is {share:P0}"), share >= goal);

    /// <summary>A number as it stands in tables: digits behind the point only where they say something.</summary>
    public static string Shown(double value) => value.ToString(value < 10 ? "0.0#" : value < 100 ? "0.0" : "N0", CultureInfo.InvariantCulture);
}
