using Ms2Lab.Environments.Core;

namespace Ms2Lab.Environments.Embedded;

/// <summary>The kit's own folder on this machine: fetched servers and data templates. Everything in it may be deleted at any time.</summary>
public sealed class KitHome
{
    /// <summary>The environment variable that moves the folder.</summary>
    public const string Variable = "MS2LAB_HOME";

    /// <summary>Uses a folder; it is created when something is put into it.</summary>
    /// <param name="folder">The folder; null means that of <see cref="Variable"/>, else <c>ms2lab</c> in the user's cache folder.</param>
    public KitHome(string? folder = null) => Folder = Path.GetFullPath(folder ?? Default());

    /// <summary>Its absolute path.</summary>
    public string Folder { get; }

    /// <summary>A folder in it, created on demand.</summary>
    /// <exception cref="EnvironmentException">It cannot be created.</exception>
    public string Sub(string name)
    {
        var path = Path.Combine(Folder, name);
        try
        {
            return Directory.CreateDirectory(path).FullName;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new EnvironmentException($"The folder {path} cannot be created: {e.Message}", $"Set {Variable} to a folder that you may write to.", e);
        }
    }

    private static string Default()
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } set)
        {
            return set;
        }
        var cache = Environment.GetEnvironmentVariable("XDG_CACHE_HOME");
        var user = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        return string.IsNullOrEmpty(cache) ? Path.Combine(user.Length > 0 ? user : "/tmp", ".cache", "ms2lab") : Path.Combine(cache, "ms2lab");
    }
}
