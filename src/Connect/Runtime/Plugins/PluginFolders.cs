using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using Ms2Lab.Connect.Api;

namespace Ms2Lab.Connect.Runtime;

/// <summary>
/// Finds plugins written for .NET in the folders that the worker's <c>plugin.path</c> names, as Connect finds Java's: each folder within an entry is one
/// plugin, and the assemblies that lie in the entry itself are one more. An assembly is looked into if it refers to the API, and offers its plugins by a
/// public class that implements <see cref="IConnectPlugins"/>.
/// </summary>
internal static class PluginFolders
{
    private static readonly string Api = typeof(IConnectPlugins).Assembly.GetName().Name!;

    /// <summary>The plugins of all entries. What cannot be loaded is told to the log and left out, as an unreadable file must not stop a worker.</summary>
    /// <param name="pluginPath">The entries, separated by commas; null for none.</param>
    /// <param name="log">Told what was found.</param>
    public static IReadOnlyList<IConnectPlugins> Load(string? pluginPath, WorkerLog log)
    {
        var found = new List<IConnectPlugins>();
        foreach (var entry in (pluginPath ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (!Directory.Exists(entry))
            {
                log.Write(TaskLogLevel.Warn, $"The folder {entry} of plugin.path does not exist; no plugins are loaded from it.");
                continue;
            }
            foreach (var folder in Directory.EnumerateDirectories(entry).Order(StringComparer.Ordinal).Prepend(entry))
            {
                found.AddRange(OfFolder(Path.GetFullPath(folder), log));
            }
        }
        return found;
    }

    private static IEnumerable<IConnectPlugins> OfFolder(string folder, WorkerLog log)
    {
        var assemblies = Directory.EnumerateFiles(folder, "*.dll").Where(f => Path.GetFileNameWithoutExtension(f) != Api && RefersToApi(f)).Order(StringComparer.Ordinal).ToList();
        if (assemblies.Count == 0)
        {
            yield break;
        }
        var context = new PluginLoadContext(folder);
        foreach (var plugins in assemblies.SelectMany(a => OfAssembly(context, a, log)))
        {
            log.Write(TaskLogLevel.Info, $"Loaded {string.Join(", ", plugins.Plugins.Select(p => p.ClassName))} from {folder}");
            yield return plugins;
        }
    }

    private static List<IConnectPlugins> OfAssembly(PluginLoadContext context, string file, WorkerLog log)
    {
        try
        {
            var types = context.LoadFromAssemblyPath(file).GetExportedTypes().Where(t => t is { IsClass: true, IsAbstract: false } && t.IsAssignableTo(typeof(IConnectPlugins)));
            return [.. types.Select(t => (IConnectPlugins)Activator.CreateInstance(t)!)];
        }
        catch (Exception e) when (e is BadImageFormatException or IOException or TypeLoadException or MissingMethodException or TargetInvocationException)
        {
            log.Write(TaskLogLevel.Error, $"Plugins of {file} cannot be loaded and are left out: {e.Message}");
            return [];
        }
    }

    // Read from the file's tables, so that a folder's other libraries are not loaded just to be looked at.
    private static bool RefersToApi(string file)
    {
        try
        {
            using var image = new PEReader(File.OpenRead(file));
            if (!image.HasMetadata)
            {
                return false;
            }
            var metadata = image.GetMetadataReader();
            return metadata.AssemblyReferences.Any(r => metadata.GetString(metadata.GetAssemblyReference(r).Name) == Api);
        }
        catch (BadImageFormatException)
        {
            // A native library.
            return false;
        }
    }
}
