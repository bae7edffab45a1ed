using MySqlConnector;

namespace Ms2Lab.Environments.Core;

/// <summary>Readiness: a real answer from a part, at once or within a limit.</summary>
public static class PartProbe
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10);

    /// <summary>Asks one part of the endpoints a real question, once.</summary>
    /// <returns>One line that says what answered.</returns>
    /// <exception cref="EnvironmentException">The part has no address.</exception>
    /// <exception cref="Exception">It did not answer; <see cref="IsNoAnswer"/> tells these apart from defects.</exception>
    public static async Task<string> AskAsync(Endpoints endpoints, Parts part, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        if (!endpoints.Parts.HasFlag(part))
        {
            throw new EnvironmentException($"The endpoints name no {part.ToText()}.");
        }
        var credentials = endpoints.Credentials;
        switch (part)
        {
            case Parts.Kafka:
                return await KafkaProbe.AskAsync(endpoints.Bootstrap!, credentials?.Kafka?.Tls == true, cancellation).ConfigureAwait(false);
            case Parts.MySql:
                return await MySqlProbe.AskAsync(endpoints.MySqlConnectionString(), cancellation).ConfigureAwait(false);
            case Parts.Redis:
                return await RedisProbe.AskAsync(endpoints.Redis!, credentials?.Redis, cancellation).ConfigureAwait(false);
            case Parts.Registry:
                return await RestProbe.AskRegistryAsync(endpoints.RegistryUri!, credentials?.Registry, cancellation).ConfigureAwait(false);
            case Parts.Connect:
                var answers = await Task.WhenAll(endpoints.ConnectUris.Select(w => RestProbe.AskConnectAsync(w, cancellation))).ConfigureAwait(false);
                return string.Join("; ", answers);
            default:
                throw new ArgumentOutOfRangeException(nameof(part), part, "one part at a time");
        }
    }

    /// <summary>Asks again and again until an answer comes.</summary>
    /// <param name="what">What is waited for, for the message.</param>
    /// <param name="ask">The question.</param>
    /// <param name="limit">How long to go on asking, real time.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>The answer.</returns>
    /// <exception cref="EnvironmentException">The limit passed; the message holds what was last seen.</exception>
    public static async Task<string> UntilAnswerAsync(string what, Func<CancellationToken, Task<string>> ask, TimeSpan limit, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(ask);
        using var within = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        within.CancelAfter(limit);
        Exception? last = null;
        while (true)
        {
            try
            {
                return await ask(within.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException e) when (!cancellation.IsCancellationRequested)
            {
                throw Late(last ?? e);
            }
            catch (Exception e) when (IsNoAnswer(e))
            {
                last = e;
            }
            try
            {
                await Task.Delay(Pause, TimeProvider.System, within.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException e) when (!cancellation.IsCancellationRequested)
            {
                throw Late(last ?? e);
            }
        }

        EnvironmentException Late(Exception seen) =>
            new($"{what} did not answer within {limit.TotalSeconds:0.#} s; last seen: {seen.Message}", "Run `lab doctor` to see what the machine lacks.", seen);
    }

    /// <summary>Whether an exception means that a server did not answer (yet), rather than a defect here.</summary>
    public static bool IsNoAnswer(Exception exception) => exception is IOException or System.Net.Sockets.SocketException or MySqlException;
}
