using Ms2Lab.Environments.Embedded;

namespace Ms2Lab.Cli.Tests;

/// <summary>A kit folder of its own, so that no other <c>lab up</c> of this machine is seen; servers and templates are those of the real one.</summary>
public sealed class LabHome : IDisposable
{
    private static readonly string[] Shared = ["servers", "templates"];
    private readonly string _folder = Directory.CreateTempSubdirectory("ms2lab-home-").FullName;

    public LabHome()
    {
        var real = new KitHome();
        foreach (var name in Shared)
        {
            Directory.CreateSymbolicLink(Path.Combine(_folder, name), real.Sub(name));
        }
        Work = Directory.CreateDirectory(Path.Combine(_folder, "work")).FullName;
    }

    /// <summary>What a process needs in its environment to use this folder.</summary>
    public IReadOnlyDictionary<string, string?> Variables => new Dictionary<string, string?> { [KitHome.Variable] = _folder, ["LAB_ENVIRONMENT"] = null };

    /// <summary>A folder for a student to work in.</summary>
    public string Work { get; }

    public void Dispose()
    {
        foreach (var name in Shared)
        {
            Directory.Delete(Path.Combine(_folder, name)); // the link, not what it leads to
        }
        Directory.Delete(_folder, recursive: true);
    }
}
