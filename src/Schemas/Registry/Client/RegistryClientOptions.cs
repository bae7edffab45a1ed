namespace Ms2Lab.Schemas.Registry;

/// <summary>Where a registry is and how to ask it; the defaults are those of the Java client.</summary>
public sealed record RegistryClientOptions
{
    /// <summary>Base addresses; the next one is asked when one cannot be reached. May carry <c>user:password@</c>.</summary>
    public required IReadOnlyList<string> Urls { get; init; }

    /// <summary>User and password with a colon between (HTTP basic); null takes them from the address.</summary>
    public string? UserInfo { get; init; }

    /// <summary>Token for HTTP bearer authentication, or null.</summary>
    public string? BearerToken { get; init; }

    /// <summary>Limit for connecting.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Limit for an answer.</summary>
    public TimeSpan ReadTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How often a request is repeated after a retriable answer.</summary>
    public int MaxRetries { get; init; } = 3;

    /// <summary>Wait before the first repetition; it doubles.</summary>
    public TimeSpan RetryWait { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The longest wait before a repetition.</summary>
    public TimeSpan RetryMaxWait { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>Entries that each cache holds before it is emptied.</summary>
    public int CacheSize { get; init; } = 1000;

    /// <summary>How long a latest version is believed; null for ever.</summary>
    public TimeSpan? LatestTtl { get; init; }

    /// <summary>Clock for waits and <see cref="LatestTtl"/>.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}
