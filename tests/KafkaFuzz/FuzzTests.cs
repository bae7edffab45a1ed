using Ms2Lab.Kafka.Tests.Fuzz;

namespace Ms2Lab.KafkaFuzz.Tests;

/// <summary>A hundred thousand hostile frames, and what they leave behind.</summary>
public sealed class FuzzTests
{
    private const int Frames = 100_000;
    private const int FramesOfACluster = 5000;
    private const long LargestGrowth = 64 << 20;
    private const int MoreHandles = 20;

    [Fact]
    public async Task A_hundred_thousand_hostile_frames_neither_crash_nor_hang_nor_leak()
    {
        // Everything is loaded and compiled before it is measured.
        await FuzzScenario.PlayAsync(first: Frames, count: 1000);
        var (memory, handles) = (Settled(), Handles());

        for (var first = 0; first < Frames; first += FramesOfACluster)
        {
            await FuzzScenario.PlayAsync(first, FramesOfACluster);
        }

        (Settled() - memory).Should().BeLessThan(LargestGrowth, "memory returns to what it was");
        Handles().Should().BeLessThanOrEqualTo(handles + MoreHandles, "files and sockets return to what they were");
    }

    private static long Settled()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        return GC.GetTotalMemory(forceFullCollection: true);
    }

    private static int Handles() => Directory.Exists("/proc/self/fd") ? Directory.GetFileSystemEntries("/proc/self/fd").Length : 0;
}
