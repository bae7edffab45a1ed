namespace Ms2Lab.Chaos.Tests;

/// <summary>Looks in <c>/proc</c> for worker processes whose properties file is in a folder.</summary>
internal static class OrphanSearch
{
    public static int Count(string folder) => Directory.EnumerateDirectories("/proc").Where(p => char.IsAsciiDigit(Path.GetFileName(p)[0])).Count(p => IsWorkerOf(p, folder));

    private static bool IsWorkerOf(string process, string folder)
    {
        try
        {
            // A watchdog's command line names the folder too; the worker itself is the one that begins with the runtime.
            var line = File.ReadAllText(Path.Combine(process, "cmdline")).Split('\0');
            return line[0].EndsWith("dotnet", StringComparison.Ordinal) && line.Any(a => a.StartsWith(folder, StringComparison.Ordinal));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // It ended while it was looked at, or is somebody else's.
            return false;
        }
    }
}
