using System.Globalization;

namespace Ms2Lab.Cli;

/// <summary>Memory of a process and of everything that descends from it, from Linux' <c>/proc</c>.</summary>
internal static class ProcessTree
{
    /// <summary>Sum of proportional set sizes (shared pages are counted once), in bytes; 0 where the system does not tell.</summary>
    public static long ResidentBytes() => Below(Environment.ProcessId).Sum(Proportional);

    /// <summary>Resident set size of the largest process among one and its descendants, in bytes; 0 where the system does not tell.</summary>
    public static long LargestResidentBytes(int root) => Below(root).Select(Resident).DefaultIfEmpty().Max();

    private static List<int> Below(int root)
    {
        if (!Directory.Exists("/proc/self"))
        {
            return [];
        }
        var parents = Directory.GetDirectories("/proc").Select(p => Path.GetFileName(p)!).Where(n => char.IsAsciiDigit(n[0]))
            .Select(n => int.Parse(n, CultureInfo.InvariantCulture)).ToDictionary(p => p, Parent);
        return [.. parents.Keys.Where(p => Descends(p, root, parents))];
    }

    private static bool Descends(int process, int root, Dictionary<int, int> parents)
    {
        while (process > 1 && process != root)
        {
            process = parents.GetValueOrDefault(process);
        }
        return process == root;
    }

    private static int Parent(int process) => (int)Number($"/proc/{process}/status", "PPid:");

    private static long Resident(int process) => Number($"/proc/{process}/status", "VmRSS:") * 1024;

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
