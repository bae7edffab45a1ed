using System.CommandLine;
using Ms2Lab.Environments.Containers;
using Ms2Lab.Environments.Core;
using Ms2Lab.Environments.Embedded;

namespace Ms2Lab.Cli;

/// <summary>The backends by their names: the one place that knows them all.</summary>
public static class Backends
{
    private const string Default = "embedded";

    /// <summary>Names that <see cref="ByName"/> knows.</summary>
    public static IReadOnlyList<string> Names { get; } = [Default, "containers", "external"];

    /// <summary>The <c>--backend</c> option that commands share.</summary>
    public static Option<string?> CreateOption()
    {
        var option = new Option<string?>("--backend") { Description = $"Where the servers come from: {string.Join(", ", Names)} (default: external where {ExternalBackend.Variable} names an endpoints file, else {Default})." };
        option.AcceptOnlyFromAmong([.. Names]);
        return option;
    }

    /// <summary>The backend of a name; null takes the default.</summary>
    /// <exception cref="EnvironmentException">The name is unknown, or the external backend has no endpoints file.</exception>
    public static IEnvironmentBackend ByName(string? name)
    {
        var external = name is null or "external" ? ExternalBackend.FromVariable() : null;
        return (name, external) switch
        {
            (_, not null) => external,
            (null or Default, _) => new EmbeddedBackend(),
            ("containers", _) => new ContainersBackend(),
            ("external", _) => throw new EnvironmentException("The external backend needs an endpoints file.", $"Name one with the environment variable {ExternalBackend.Variable}; `lab up --json FILE` writes one."),
            _ => throw new EnvironmentException($"There is no backend '{name}'.", $"Use {string.Join(" or ", Names)}."),
        };
    }
}
