using Ms2Lab.Environments.Core;

namespace Ms2Lab.Environments.Tests.Core;

public sealed class VirtualClockTests
{
    // Issue 7: it waited without a limit beside tests that kept the process busy.
    [Fact]
    public async Task A_move_that_never_finds_the_process_quiet_says_so_instead_of_waiting_on()
    {
        using var clock = new VirtualClock(limit: TimeSpan.FromMilliseconds(1));
        using var timer = clock.CreateTimer(_ => { }, null, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1));

        var moving = () => clock.AdvanceAsync(TimeSpan.FromDays(1), TestContext.Current.CancellationToken);

        await moving.Should().ThrowAsync<EnvironmentException>().WithMessage("The virtual clock came * of 1.00:00:00 far within 0 s: * waits for a quiet process*");
    }

    [Fact]
    public async Task Timers_on_the_way_fire_in_their_order_and_the_clock_stops_where_it_was_moved_to()
    {
        using var clock = new VirtualClock();
        var (start, fired) = (clock.Now, new List<int>());
        using var late = clock.CreateTimer(_ => fired.Add(300), null, TimeSpan.FromMinutes(5), Timeout.InfiniteTimeSpan);
        using var early = clock.CreateTimer(_ => fired.Add(10), null, TimeSpan.FromSeconds(10), Timeout.InfiniteTimeSpan);

        await clock.AdvanceAsync(TimeSpan.FromMinutes(6), TestContext.Current.CancellationToken);

        fired.Should().Equal(10, 300);
        (clock.Now - start).Should().BeGreaterThanOrEqualTo(TimeSpan.FromMinutes(6));
    }
}
