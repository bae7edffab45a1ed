using System.Net;
using System.Net.Sockets;

namespace Ms2Lab.Environments.Core;

/// <summary>
/// Waits until nothing moves in this process any more: the thread pool is idle, nobody asks the clock, and a byte sent to ourselves has come back, before
/// which whatever others sent over the loopback interface has been handed to the pool. Where other work keeps the pool busy, a clock that nobody asks
/// for a while has to do.
/// </summary>
internal sealed class ProcessQuiet : IDisposable
{
    private const int QuietRounds = 3;
    private static readonly TimeSpan BusyRest = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);

    private readonly VirtualClock _clock;
    private readonly Socket _sender;
    private readonly Socket _receiver;
    private readonly byte[] _byte = new byte[1];
    private int _waits;
    private int _unquiet;

    public ProcessQuiet(VirtualClock clock)
    {
        _clock = clock;
        using var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen(1);
        _sender = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        _sender.Connect(listener.LocalEndPoint!);
        _receiver = listener.Accept();
    }

    public async Task WaitAsync(CancellationToken cancellation)
    {
        _waits++;
        var began = TimeProvider.System.GetTimestamp();
        var (seen, since) = (_clock.Activity, began);
        for (var rounds = 0; rounds < QuietRounds;)
        {
            if (TimeProvider.System.GetElapsedTime(began) >= Limit)
            {
                _unquiet++;
                return;
            }
            await EchoAsync(cancellation).ConfigureAwait(false);
            var activity = _clock.Activity;
            if (activity != seen)
            {
                (seen, since, rounds) = (activity, TimeProvider.System.GetTimestamp(), 0);
            }
            else if (IsPoolIdle() || TimeProvider.System.GetElapsedTime(since) > BusyRest)
            {
                rounds++;
            }
        }
    }

    /// <summary>How often the process came to rest so far, and what keeps it busy now.</summary>
    public string Describe() =>
        $"{_waits - _unquiet} of {_waits} waits for a quiet process ended with one; the clock was asked {_clock.Activity} times, {ThreadPool.ThreadCount} pool threads, {ThreadPool.PendingWorkItemCount} work items wait";

    public void Dispose()
    {
        _sender.Dispose();
        _receiver.Dispose();
    }

    // The caller itself is the one that works.
    private static bool IsPoolIdle()
    {
        ThreadPool.GetMaxThreads(out var most, out _);
        ThreadPool.GetAvailableThreads(out var available, out _);
        return most - available <= 1 && ThreadPool.PendingWorkItemCount == 0;
    }

    private async Task EchoAsync(CancellationToken cancellation)
    {
        // Asked for before it is sent, so that it comes by way of the pool like everybody's.
        var received = _receiver.ReceiveAsync(_byte.AsMemory(), cancellation);
        await _sender.SendAsync(_byte.AsMemory(), cancellation).ConfigureAwait(false);
        await received.ConfigureAwait(false);
    }
}
