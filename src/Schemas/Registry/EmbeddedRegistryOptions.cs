using Ms2Lab.Schemas.Registry.Store;

namespace Ms2Lab.Schemas.Registry;

/// <summary>How to start an <see cref="EmbeddedRegistry"/>.</summary>
public sealed record EmbeddedRegistryOptions
{
    /// <summary>Address to listen on.</summary>
    public string Host { get; init; } = "127.0.0.1";

    /// <summary>Port; 0 takes a free one.</summary>
    public int Port { get; init; }

    /// <summary>Where state is kept, the registry's own from now on; null keeps it in memory.</summary>
    public IRegistryStore? Store { get; init; }

    /// <summary>The global compatibility level before anybody sets one.</summary>
    public string CompatibilityLevel { get; init; } = "BACKWARD";

    /// <summary>User name and password that requests must carry (HTTP basic); null lets everybody in.</summary>
    public (string User, string Password)? BasicAuth { get; init; }

    /// <summary>Clock for timestamps.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}
