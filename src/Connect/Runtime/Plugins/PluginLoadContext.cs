using System.Reflection;
using System.Runtime.Loader;

namespace Ms2Lab.Connect.Runtime;

/// <summary>
/// Loads the assemblies of one plugin folder apart from those of others, so that two plugins may bring two versions of a library. What the worker itself has
/// loaded of the kit, above all the API, is shared: types of a plugin must be those that the worker knows.
/// </summary>
internal sealed class PluginLoadContext(string folder) : AssemblyLoadContext(folder)
{
    private const string Shared = "Ms2Lab.";

    /// <inheritdoc/>
    protected override Assembly? Load(AssemblyName assemblyName)
    {
        var file = Path.Combine(Name!, assemblyName.Name + ".dll");
        var isShared = assemblyName.Name!.StartsWith(Shared, StringComparison.Ordinal) && Default.Assemblies.Any(a => a.GetName().Name == assemblyName.Name);
        return !isShared && File.Exists(file) ? LoadFromAssemblyPath(file) : null;
    }
}
