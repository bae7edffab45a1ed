using System.Diagnostics;

namespace Ms2Lab.Cli.Bench;

/// <summary>An operation on many values whose rounds are timed one by one. Used by one thread.</summary>
/// <param name="count">How many values a round goes through.</param>
/// <param name="round">Goes through all of them.</param>
internal sealed class TimedOperation(int count, Action round)
{
    private readonly List<double> times = [];
    private double allocated;

    /// <summary>The shortest round since the last <see cref="Forget"/>, in nanoseconds a value.</summary>
    public double Minimum => times.Count == 0 ? double.MaxValue : times.Min();

    /// <summary>What was measured since the last <see cref="Forget"/>.</summary>
    public OperationFigures Figures => new(Minimum, times.Order().ElementAt(times.Count / 2), allocated);

    /// <summary>Goes through the values once.</summary>
    public void Run()
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        var start = Stopwatch.GetTimestamp();
        round();
        times.Add(Stopwatch.GetElapsedTime(start).TotalNanoseconds / count);
        allocated = (double)(GC.GetAllocatedBytesForCurrentThread() - before) / count;
    }

    /// <summary>Begins again.</summary>
    public void Forget() => times.Clear();
}
