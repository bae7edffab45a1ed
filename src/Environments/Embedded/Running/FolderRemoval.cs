namespace Ms2Lab.Environments.Embedded;

/// <summary>Removes folders that a watchdog or another process may be removing at the same time.</summary>
internal static class FolderRemoval
{
    private const int Tries = 5;

    /// <summary>Returns when the folder is gone.</summary>
    /// <exception cref="IOException">It does not go away.</exception>
    public static void Remove(string path)
    {
        for (var i = 1; Directory.Exists(path); i++)
        {
            try
            {
                Directory.Delete(path, recursive: true);
            }
            catch (IOException) when (i < Tries)
            {
                // Something vanished or appeared under our hands; the next round sees what is left.
            }
        }
    }
}
