using System.Threading.Channels;

namespace Ms2Lab.Connect.Runtime.Herders;

/// <summary>Runs pieces of work one after the other: what the herder's state is owned by.</summary>
internal sealed class SerialLoop
{
    private readonly Channel<Func<Task>> _work = Channel.CreateUnbounded<Func<Task>>(new UnboundedChannelOptions { SingleReader = true });
    private readonly Task _loop;

    public SerialLoop() => _loop = Task.Run(LoopAsync);

    /// <summary>Runs work in its turn and hands over its result or its exception.</summary>
    public async Task<T> RunAsync<T>(Func<Task<T>> work, CancellationToken cancellation)
    {
        var done = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        Enqueue(async () =>
        {
            try
            {
                done.SetResult(await work().ConfigureAwait(false));
            }
            catch (Exception e)
            {
                done.SetException(e);
            }
        });
        return await done.Task.WaitAsync(cancellation).ConfigureAwait(false);
    }

    /// <summary>Runs work in its turn; it must take care of its own exceptions.</summary>
    public void Enqueue(Func<Task> work)
    {
        if (!TryEnqueue(work))
        {
            throw new ObjectDisposedException(nameof(SerialLoop), "The worker is shutting down.");
        }
    }

    /// <summary>The same; false if no more work is taken.</summary>
    public bool TryEnqueue(Func<Task> work) => _work.Writer.TryWrite(work);

    /// <summary>Takes no more work; what was asked for is still done.</summary>
    /// <returns>Ends with the loop.</returns>
    public Task CompleteAsync()
    {
        _work.Writer.TryComplete();
        return _loop;
    }

    private async Task LoopAsync()
    {
        await foreach (var work in _work.Reader.ReadAllAsync().ConfigureAwait(false))
        {
            await work().ConfigureAwait(false);
        }
    }
}
