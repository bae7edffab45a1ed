using Ms2Lab.Environments.Core;
using Ms2Lab.Environments.Embedded;

namespace Ms2Lab.Labs.Tests;

/// <summary>A backend on which the labs are proven, or the reason why it cannot be had here.</summary>
public interface ITestBackend
{
    static abstract string? Missing { get; }

    static abstract IEnvironmentBackend Create();
}

public sealed class OnEmbedded : ITestBackend
{
    public static string? Missing => null;

    public static IEnvironmentBackend Create() => new EmbeddedBackend();
}

public sealed class OnExternal : ITestBackend
{
    public static string? Missing => ExternalBackend.FromVariable() is null ? $"{ExternalBackend.Variable} names no endpoints file" : null;

    public static IEnvironmentBackend Create() => ExternalBackend.FromVariable()!;
}
