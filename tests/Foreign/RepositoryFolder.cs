namespace Ms2Lab.Foreign;

/// <summary>Finds files of the repository from where the tests were built.</summary>
public static class RepositoryFolder
{
    /// <summary>The folder that holds Ms2Lab.sln.</summary>
    public static string Root { get; } = Find();

    private static string Find()
    {
        for (var folder = AppContext.BaseDirectory; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            if (File.Exists(Path.Combine(folder, "Ms2Lab.sln")))
            {
                return folder;
            }
        }
        throw new DirectoryNotFoundException($"no Ms2Lab.sln above {AppContext.BaseDirectory}");
    }
}
