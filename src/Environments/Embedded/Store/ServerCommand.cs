namespace Ms2Lab.Environments.Embedded;

/// <summary>How to run a server program that was found or fetched.</summary>
public sealed record ServerCommand
{
    /// <summary>What it is.</summary>
    public required ServerKind Kind { get; init; }

    /// <summary>Path of the server program.</summary>
    public required string Program { get; init; }

    /// <summary>Loader and its arguments that go before the program; empty where it is started directly.</summary>
    public IReadOnlyList<string> Loader { get; init; } = [];

    /// <summary>Version, as its <c>--version</c> says, for example <c>9.7.4</c>.</summary>
    public required string Version { get; init; }

    /// <summary>Where it came from, for people: a variable, the machine, or the kit's own folder.</summary>
    public required string Origin { get; init; }

    /// <summary>The prefix under which its installation lies, for example <c>/usr</c>.</summary>
    public string Prefix => Path.GetDirectoryName(Path.GetDirectoryName(Program)) ?? "/";

    /// <summary>The file to execute.</summary>
    public string Executable => Loader.Count > 0 ? Loader[0] : Program;

    /// <summary>The whole list of arguments that follows <see cref="Executable"/>.</summary>
    public IEnumerable<string> Arguments(IEnumerable<string> own) => Loader.Count > 0 ? [.. Loader.Skip(1), Program, .. own] : own;
}
