namespace Ms2Lab.Environments.Embedded;

/// <summary>The data folder of one running server. Disposing removes it, if its server's watchdog has not done so already.</summary>
internal sealed class RunFolder(string path, FileStream held) : IDisposable
{
    public string Path { get; } = path;

    public void Dispose()
    {
        FolderRemoval.Remove(Path);
        held.Dispose();
    }
}
