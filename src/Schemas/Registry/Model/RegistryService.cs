using System.Globalization;
using Ms2Lab.Kafka.Client;
using Ms2Lab.Schemas.Registry.Store;

namespace Ms2Lab.Schemas.Registry.Model;

/// <summary>
/// The registry without HTTP: identity, versions, deletion, compatibility. One change at a time is decided, written to the store and seen when the
/// store hands it back; one lock guards the state between the store's thread and those who read.
/// </summary>
internal sealed partial class RegistryService(IRegistryStore store, string defaultLevel) : IDisposable
{
    private readonly Lock gate = new();
    private readonly SemaphoreSlim changing = new(1, 1);
    private readonly RegistryState state = new();

    /// <summary>Takes in what the store holds; once, before the first request.</summary>
    internal Task StartAsync(CancellationToken cancellation) => store.StartAsync(Apply, cancellation);

    public void Dispose() => changing.Dispose();

    private void Apply(StoreRecord record)
    {
        if (StoreRecords.Read(record) is { } change)
        {
            lock (gate)
            {
                state.Apply(change);
            }
        }
    }

    /// <summary>Carries out a change: <paramref name="decide"/> sees the state, adds what is to change and says the answer.</summary>
    private async Task<T> ChangeAsync<T>(StoreFailure failure, Func<List<RegistryChange>, T> decide, CancellationToken cancellation)
    {
        await changing.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            var changes = new List<RegistryChange>();
            T answer;
            lock (gate)
            {
                answer = decide(changes);
            }

            if (changes.Count > 0)
            {
                await store.AppendAsync([.. changes.Select(StoreRecords.Of)], cancellation).ConfigureAwait(false);
            }

            return answer;
        }
        catch (KafkaException e)
        {
            throw Faults.Store(50001, failure.Failed, e);
        }
        catch (TimeoutException e)
        {
            throw Faults.Store(50002, failure.TimedOut, e);
        }
        finally
        {
            changing.Release();
        }
    }

    /// <summary>A version segment of a path: a number, or -1 for the latest.</summary>
    internal static int ParseVersion(string version)
    {
        var text = version.Trim();
        if (text.Equals("latest", StringComparison.OrdinalIgnoreCase))
        {
            return -1;
        }

        return !int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? throw Faults.InvalidVersion(version)
            : number is > 0 or -1 ? number : throw Faults.InvalidVersion(number.ToString(CultureInfo.InvariantCulture));
    }
}
