namespace Ms2Lab.Labs.LabKit.Submissions;

/// <summary>A folder of artifacts, read once. Files are found by what they hold; their names and places are free.</summary>
/// <remarks>
/// Left out: hidden files and folders, what macOS adds to archives, links, text files above 1 MB, and whatever comes after 20,000 files. A clone with a large set of images stays cheap.
/// </remarks>
public sealed class Submission
{
    private const int LargestText = 1024 * 1024;
    private const int MostFiles = 20_000;
    private readonly Dictionary<string, string?> _texts = [];

    private Submission(string folder, IReadOnlyList<string> paths, IReadOnlyList<string> links)
    {
        Folder = folder;
        Paths = paths;
        Links = links;
    }

    /// <summary>The folder.</summary>
    public string Folder { get; }

    /// <summary>Paths of its files within the folder, with forward slashes, sorted.</summary>
    public IReadOnlyList<string> Paths { get; }

    /// <summary>Paths of links right in the folder. Links are left out, as they may lead anywhere.</summary>
    public IReadOnlyList<string> Links { get; }

    /// <summary>Paths of its files that no text may be as large as: they are left out.</summary>
    public IEnumerable<string> TooLarge => Paths.Where(p => new FileInfo(WholePath(p)).Length > LargestText);

    /// <summary>Opens a folder.</summary>
    /// <exception cref="ArtifactException">There is no such folder.</exception>
    public static Submission Open(string folder)
    {
        if (!Directory.Exists(folder))
        {
            throw new ArtifactException("a folder with the submission", $"no folder {folder}", "Name the folder that holds your files.");
        }
        var options = new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint | FileAttributes.Hidden | FileAttributes.System };
        var links = new EnumerationOptions { AttributesToSkip = FileAttributes.None };
        return new(
            folder,
            [.. Within(Directory.EnumerateFiles(folder, "*", options)).Take(MostFiles).Order(StringComparer.Ordinal)],
            [.. Within(Directory.EnumerateFileSystemEntries(folder, "*", links).Where(p => File.GetAttributes(p).HasFlag(FileAttributes.ReparsePoint))).Order(StringComparer.Ordinal)]);

        IEnumerable<string> Within(IEnumerable<string> paths) =>
            paths.Select(p => Path.GetRelativePath(folder, p).Replace('\\', '/')).Where(p => !p.Split('/').Any(part => part[0] == '.' || part == "__MACOSX"));
    }

    /// <summary>The text files with one of these extensions (with dot, in lower case).</summary>
    public IEnumerable<SubmissionFile> TextFiles(params IReadOnlyCollection<string> extensions) =>
        Paths.Where(p => extensions.Contains(Path.GetExtension(p).ToLowerInvariant())).Select(p => new SubmissionFile(p, TextOf(p) ?? "")).Where(f => f.Text.Length > 0);

    /// <summary>The whole path of one of the submission's files.</summary>
    public string WholePath(string path) => Path.Combine(Folder, path);

    private string? TextOf(string path)
    {
        if (!_texts.TryGetValue(path, out var text))
        {
            var file = new FileInfo(WholePath(path));
            _texts[path] = text = file.Length <= LargestText ? Read(file) : null;
        }
        return text;
    }

    private static string? Read(FileInfo file)
    {
        try
        {
            return File.ReadAllText(file.FullName);
        }
        catch (UnauthorizedAccessException)
        {
            return null; // as if it had not been handed in: the check that looks for it lists the files that it found
        }
    }
}
