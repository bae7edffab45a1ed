using Ms2Lab.Kafka.Protocol;

namespace Ms2Lab.Kafka.Client.Admin;

/// <summary>
/// Administration of a cluster. Calls are tried again while their error is retriable and <see cref="KafkaClientOptions.DefaultApiTimeout"/>
/// has not passed. Shares the client, which stays its owner's. Safe for use from several threads.
/// </summary>
public sealed partial class KafkaAdmin : IAsyncDisposable
{
    private readonly KafkaClient _client;
    private readonly bool _ownsClient;

    /// <summary>On a client that lives longer.</summary>
    public KafkaAdmin(KafkaClient client)
    {
        ArgumentNullException.ThrowIfNull(client);
        _client = client;
    }

    /// <summary>With a client of its own.</summary>
    public KafkaAdmin(KafkaClientOptions options)
        : this(new KafkaClient(options)) => _ownsClient = true;

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _ownsClient ? _client.DisposeAsync() : ValueTask.CompletedTask;

    private int TimeoutMs => (int)_client.Options.RequestTimeout.TotalMilliseconds;

    private static KafkaException? Failure(short code, string? detail = null) =>
        code == 0 ? null : new KafkaException((ErrorCode)code, string.IsNullOrEmpty(detail) ? null : detail);

    private static void ThrowIf(short code, string? detail = null)
    {
        if (Failure(code, detail) is { } failure)
        {
            throw failure;
        }
    }

    // The name is the one that the Java client gives the call in its timeouts.
    private async Task<T> RetryAsync<T>(string call, Func<Task<T>> attempt, CancellationToken cancellation)
    {
        var time = _client.Options.Time;
        var started = time.GetTimestamp();
        while (true)
        {
            try
            {
                return await attempt().ConfigureAwait(false);
            }
            catch (KafkaException e) when (e.IsRetriable)
            {
                if (time.GetElapsedTime(started) >= _client.Options.DefaultApiTimeout)
                {
                    throw e.Code == ErrorCode.NetworkException
                        ? new KafkaException(ErrorCode.RequestTimedOut, $"Timed out waiting for a node assignment. Call: {call}", e)
                        : e;
                }
            }

            await Task.Delay(_client.Options.RetryBackoff, time, cancellation).ConfigureAwait(false);
        }
    }

    // NOT_CONTROLLER comes for every item alike: the whole call goes to the next controller.
    private Task<TResponse> ToControllerAsync<TResponse>(
        string call, IApiMessage request, Func<TResponse, IEnumerable<short>> codes, CancellationToken cancellation)
        where TResponse : class, IApiMessage =>
        RetryAsync(
            call,
            async () =>
            {
                var response = await _client.SendToControllerAsync<TResponse>(request, cancellation).ConfigureAwait(false);
                if (codes(response).Contains((short)ErrorCode.NotController))
                {
                    await _client.RefreshMetadataAsync([], allowAutoCreate: false, cancellation).ConfigureAwait(false);
                    throw new KafkaException(ErrorCode.NotController);
                }

                return response;
            },
            cancellation);

    private Task<T> ToCoordinatorAsync<T>(string call, string key, CoordinatorType type, Func<int, Task<T>> attempt, CancellationToken cancellation) =>
        RetryAsync(call, () => _client.AtCoordinatorAsync(key, type, attempt, cancellation), cancellation);
}
