using Ms2Lab.Connect.Api;
using Ms2Lab.Connect.Runtime;
using Ms2Lab.Environments.Core;
using Ms2Lab.Kafka.Client;

namespace Ms2Lab.Environments.Embedded;

/// <summary>The Connect worker of an environment, in this process.</summary>
internal static class WorkerServer
{
    private static readonly TimeSpan AnswerLimit = TimeSpan.FromSeconds(30);

    /// <summary>Refuses what workers in this process cannot do, before anything starts.</summary>
    /// <exception cref="EnvironmentException">Several workers are asked for.</exception>
    public static void Check(EnvironmentRequest request)
    {
        if (request.ConnectWorkers > 1)
        {
            throw new EnvironmentException("The embedded backend cannot start several Connect workers: each would be alone.", "Ask for one, or use the external backend.");
        }
    }

    /// <summary>Starts a worker on 127.0.0.1 and waits until it answers.</summary>
    /// <exception cref="EnvironmentException">Its port is taken, one of its properties is wrong, or it does not answer.</exception>
    public static async Task<ConnectWorker> StartAsync(EnvironmentRequest request, string bootstrap, CancellationToken cancellation)
    {
        var port = PortSequence.From(request.Ports.Connect, 1, "Connect")[0];
        var worker = await LaunchAsync(WorkerDefaults.For(bootstrap, port, request.WorkerConfig), request.Time, cancellation).ConfigureAwait(false);
        try
        {
            await PartProbe.UntilAnswerAsync("The Connect worker", c => RestProbe.AskConnectAsync(worker.RestUrl, c), AnswerLimit, cancellation).ConfigureAwait(false);
            return worker;
        }
        catch
        {
            await worker.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    private static async Task<ConnectWorker> LaunchAsync(IReadOnlyDictionary<string, string> properties, TimeProvider time, CancellationToken cancellation)
    {
        try
        {
            return await ConnectWorker.StartAsync(properties, EmbeddedPlugins.Registry(), time, cancellation).ConfigureAwait(false);
        }
        catch (Exception e) when (e is IJavaNamed or IOException or KafkaException)
        {
            throw new EnvironmentException($"The Connect worker did not start: {e.Message}", "", e);
        }
    }
}
