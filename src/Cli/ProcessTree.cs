using System.Globalization;

namespace Ms2Lab.Cli;

/// <summary>Memory of this process and of everything that descends from it, from Linux' <c>/proc</c>.</summary>
internal static class ProcessTree
{
    /// <summary>Sum of proportional set sizes (shared pages are counted once), in bytes; 0 where the system does not tell.</summary>
    public static long ResidentBytes()
    {
        if (!Directory.Exists("/proc/self"))
        {
            return 0;
        }
        var parents = Directory.GetDirectories("/proc").Select(p => Path.GetFileName(p)!).Where(n => char.IsAsciiDigit(n[0]))
            .Select(n => int.Parse(n, CultureInfo.InvariantCulture)).ToDictionary(p => p, Parent);
        return parents.Keys.Where(p => Descends(p, parents)).Sum(Proportional);
    }

    private static bool Descends(int process, Dictionary<int, int> parents)
    {
        while (process > 1 && process != Environment.ProcessId)
        {
            process = parents.GetValueOrDefault(process);
        }
        return process == Environment.ProcessId;
    }

    private static int Parent(int process) => (int)Number($"/proc/{process}/status", "PPid:");

    private static long Proportional(int process) => Number($"/proc/{process}/smaps_rollup", "Pss:") * 1024;

    private static long Number(string file, string name)
    {
        try
        {
            var line = File.ReadLines(file).FirstOrDefault(l => l.StartsWith(name, StringComparison.Ordinal));
            return line is null ? 0 : long.Parse(line.AsSpan(name.Length).Trim().ToString().Split(' ')[0], CultureInfo.InvariantCulture);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The process ended while it was looked at, or is somebody else's.
            return 0;
        }
    }
}
