namespace Ms2Lab.Environments.Embedded;

/// <summary>Copies a folder and leaves out runs of zeros: a fresh MySQL data folder is 80 MB long and holds 30 MB.</summary>
internal static class SparseCopy
{
    private const int Block = 1 << 16;

    public static void Folder(string from, string to)
    {
        Directory.CreateDirectory(to);
        var buffer = new byte[Block];
        foreach (var folder in Directory.EnumerateDirectories(from, "*", SearchOption.AllDirectories))
        {
            Directory.CreateDirectory(Path.Combine(to, Path.GetRelativePath(from, folder)));
        }
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            Copy(file, Path.Combine(to, Path.GetRelativePath(from, file)), buffer);
        }
    }

    private static void Copy(string from, string to, byte[] buffer)
    {
        using var source = File.OpenHandle(from);
        using var target = File.OpenHandle(to, FileMode.CreateNew, FileAccess.Write);
        var length = RandomAccess.GetLength(source);
        RandomAccess.SetLength(target, length);
        long at = 0;
        while (at < length)
        {
            var read = RandomAccess.Read(source, buffer, at);
            if (read == 0)
            {
                throw new IOException($"{from} became shorter while it was copied");
            }
            var bytes = buffer.AsSpan(0, read);
            if (bytes.ContainsAnyExcept((byte)0))
            {
                RandomAccess.Write(target, bytes, at);
            }
            at += read;
        }
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(target, File.GetUnixFileMode(source));
        }
    }
}
