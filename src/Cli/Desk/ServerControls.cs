using Ms2Lab.Environments.Core;

namespace Ms2Lab.Cli.Desk;

/// <summary>What a running <c>lab up</c> lets others do to its servers: labs stop and kill them to show what becomes of the work.</summary>
internal sealed class ServerControls(LabEnvironment environment)
{
    /// <summary>Name of the Connect workers.</summary>
    public const string Workers = "workers";

    /// <summary>Name of MySQL.</summary>
    public const string MySql = "mysql";

    /// <summary>Name of Redis.</summary>
    public const string Redis = "redis";

    /// <summary>Name of the Schema Registry.</summary>
    public const string Registry = "registry";

    /// <summary>The same controls for a lab that is checked in this process.</summary>
    public IReadOnlyList<ICapability> All { get; } =
    [
        .. ((ICapability?[])[environment.Capability<IWorkerControl>(), environment.Capability<IMySqlControl>(), environment.Capability<IRedisControl>(), environment.Capability<IRegistryControl>()]).OfType<ICapability>(),
    ];

    /// <summary>Does what is asked.</summary>
    /// <returns>The answer: names or addresses, one a line; empty where there is nothing to say.</returns>
    /// <exception cref="EnvironmentException">It cannot be done.</exception>
    public async Task<string> DoAsync(ControlRequest request, CancellationToken cancellation)
    {
        if (request.Server.Length == 0)
        {
            return string.Join('\n', All.Select(NameOf));
        }
        switch (All.FirstOrDefault(c => NameOf(c) == request.Server))
        {
            case IWorkerControl workers:
                return await DoAsync(workers, request, cancellation).ConfigureAwait(false);
            case IServerControl server:
                await (request.Verb switch
                {
                    "stop" => server.StopAsync(cancellation),
                    "start" => server.StartAsync(cancellation),
                    "pause" => server.PauseAsync(cancellation),
                    "resume" => server.ResumeAsync(cancellation),
                    _ => throw Unknown(request),
                }).ConfigureAwait(false);
                return "";
            default:
                throw Unknown(request);
        }
    }

    private static async Task<string> DoAsync(IWorkerControl workers, ControlRequest request, CancellationToken cancellation)
    {
        switch (request)
        {
            case { Verb: "list" }:
                return string.Join('\n', workers.Workers);
            case { Verb: "start" }:
                return (await workers.StartAsync(request.Worker, cancellation).ConfigureAwait(false)).ToString();
            case { Verb: "kill", Worker: { } worker }:
                await workers.KillAsync(worker, cancellation).ConfigureAwait(false);
                return "";
            case { Verb: "stop", Worker: { } worker }:
                await workers.StopAsync(worker, cancellation).ConfigureAwait(false);
                return "";
            default:
                throw Unknown(request);
        }
    }

    private static string NameOf(ICapability control) => control switch
    {
        IWorkerControl => Workers,
        IMySqlControl => MySql,
        IRedisControl => Redis,
        _ => Registry,
    };

    private static EnvironmentException Unknown(ControlRequest request) => new($"`lab up` cannot {request.Verb} {request.Server}.", "Start `lab up` again: it is of another build, or lacks that server.");
}
