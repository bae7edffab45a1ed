namespace Ms2Lab.Labs.Grading;

/// <summary>One student's hand-in: a folder or an archive within the folder that is graded.</summary>
/// <param name="Name">Name in every report: the folder's, or the archive's without its ending.</param>
/// <param name="Path">Where it is.</param>
/// <param name="IsArchive">Whether it has to be unpacked.</param>
public sealed record HandIn(string Name, string Path, bool IsArchive)
{
    // The last ones cannot be opened: such a hand-in fails in words, and is not passed over.
    private static readonly string[] Endings = [".tar.gz", ".tgz", ".tar", ".zip", ".tar.bz2", ".tar.xz", ".tar.zst", ".rar", ".7z", ".gz", ".bz2", ".xz"];

    /// <summary>The hand-ins of a folder in the order of their names: its sub-folders and archives. Hidden ones and other files are left out.</summary>
    /// <exception cref="GradingException">There is no such folder, or it holds none.</exception>
    public static IReadOnlyList<HandIn> In(string folder)
    {
        if (!Directory.Exists(folder))
        {
            throw new GradingException($"There is no folder {folder}.", "Name the folder that holds one sub-folder or archive for each hand-in.");
        }
        var folders = Directory.GetDirectories(folder).Select(d => new HandIn(System.IO.Path.GetFileName(d), d, false));
        var archives = Directory.GetFiles(folder).Where(f => Ending(f) is not null).Select(f => new HandIn(System.IO.Path.GetFileName(f)[..^Ending(f)!.Length], f, true));
        var found = folders.Concat(archives).Where(h => h.Name.Length > 0 && h.Name[0] != '.').OrderBy(h => h.Name, StringComparer.Ordinal).ThenBy(h => h.IsArchive).ToList();
        if (found.Count == 0)
        {
            throw new GradingException($"{folder} holds no hand-ins.", "Put each hand-in into a sub-folder of it, or an archive (.zip, .tar, .tar.gz).");
        }
        var twice = found.GroupBy(h => h.Name, StringComparer.OrdinalIgnoreCase).Where(g => g.Count() > 1).SelectMany(g => g).ToHashSet();
        return [.. found.Select(h => twice.Contains(h) && h.IsArchive ? h with { Name = System.IO.Path.GetFileName(h.Path) } : h)];
    }

    /// <summary>Names of the files of a folder that are no hand-ins.</summary>
    public static IReadOnlyList<string> LeftOut(string folder) =>
        [.. Directory.GetFiles(folder).Where(f => Ending(f) is null).Select(f => System.IO.Path.GetFileName(f)).Where(n => n[0] != '.').Order(StringComparer.Ordinal)];

    private static string? Ending(string file) => Endings.FirstOrDefault(e => file.EndsWith(e, StringComparison.OrdinalIgnoreCase));
}
