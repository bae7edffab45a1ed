using System.Collections.Concurrent;
using Ms2Lab.Environments.Containers;
using Ms2Lab.Environments.Core;
using Ms2Lab.Environments.Embedded;

namespace Ms2Lab.Labs.Tests;

/// <summary>A backend on which the labs are proven, or the reason why it cannot be had here.</summary>
public interface ITestBackend
{
    static abstract string? Missing(Parts parts);

    static abstract IEnvironmentBackend Create();
}

public sealed class OnEmbedded : ITestBackend
{
    public static string? Missing(Parts parts) => null;

    public static IEnvironmentBackend Create() => new EmbeddedBackend();
}

public sealed class OnContainers : ITestBackend
{
    // Asked once for each set of parts: an engine that is not there does not come up in the middle of a run.
    private static readonly ConcurrentDictionary<Parts, string?> Answers = new();

    public static string? Missing(Parts parts) => Answers.GetOrAdd(parts, p => new ContainersBackend().WhyNotAsync(p, CancellationToken.None).GetAwaiter().GetResult());

    public static IEnvironmentBackend Create() => new ContainersBackend();
}

public sealed class OnExternal : ITestBackend
{
    public static string? Missing(Parts parts) => ExternalBackend.FromVariable() is null ? $"{ExternalBackend.Variable} names no endpoints file" : null;

    public static IEnvironmentBackend Create() => ExternalBackend.FromVariable()!;
}
