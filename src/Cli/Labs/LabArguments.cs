using System.CommandLine;
using Ms2Lab.Labs;
using Ms2Lab.Labs.LabKit;

namespace Ms2Lab.Cli.Labs;

/// <summary>The names of labs on a command line.</summary>
internal static class LabArguments
{
    /// <summary>Any number of labs; none means all.</summary>
    public static Argument<string[]> Many() => new("LAB") { Description = "Labs by name or number, as `lab list` shows them (default: all).", Arity = ArgumentArity.ZeroOrMore };

    /// <summary>One lab or none.</summary>
    public static Argument<string?> Optional(string otherwise) => new("LAB") { Description = $"A lab by name or number, as `lab list` shows them (default: {otherwise}).", Arity = ArgumentArity.ZeroOrOne };

    /// <summary>The labs of these names, each once, in the order of the course.</summary>
    /// <exception cref="LabContentException">A name is unknown.</exception>
    public static IReadOnlyList<Lab> Resolve(IReadOnlyCollection<string>? names)
    {
        var wanted = (names ?? []).Select(LabCatalog.Find).ToHashSet();
        return wanted.Count == 0 ? LabCatalog.All : [.. LabCatalog.All.Where(wanted.Contains)];
    }
}
