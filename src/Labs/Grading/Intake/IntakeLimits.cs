namespace Ms2Lab.Labs.Grading;

/// <summary>How much of an archive is taken in. Artifacts are small texts and one image; a clone with its history and images is large.</summary>
public sealed record IntakeLimits
{
    /// <summary>Entries that an archive may have.</summary>
    public int Entries { get; init; } = 20_000;

    /// <summary>Larger files are left out, in bytes.</summary>
    public long FileBytes { get; init; } = 4L * 1024 * 1024;

    /// <summary>All files taken in together may have this many bytes.</summary>
    public long TotalBytes { get; init; } = 256L * 1024 * 1024;

    /// <summary>An archive may unpack to this many bytes in all, counting what is left out.</summary>
    public long UnpackedBytes { get; init; } = 2L * 1024 * 1024 * 1024;
}
