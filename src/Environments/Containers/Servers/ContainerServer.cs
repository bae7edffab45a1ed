using Docker.DotNet;
using Docker.DotNet.Models;
using DotNet.Testcontainers.Containers;
using Ms2Lab.Environments.Core;

namespace Ms2Lab.Environments.Containers;

/// <summary>One server in a container, at a fixed port of this machine: so it keeps its address when it is stopped, killed or cut off. Its calls are made one after the other.</summary>
internal class ContainerServer : IServerControl, IAsyncDisposable
{
    private const int PortTries = 5;
    private const int LogLines = 3;
    private static readonly TimeSpan AnswerLimit = TimeSpan.FromMinutes(3);
    private readonly ServerPlan _plan;
    private readonly IContainer _container;
    private readonly AnswerWait _wait;

    /// <summary>Takes over a container that runs.</summary>
    public ContainerServer(ContainerServer running)
        : this(running._plan, running._container, running._wait, running.Port) => Address = running.Address;

    private ContainerServer(ServerPlan plan, IContainer container, AnswerWait wait, int port)
    {
        _plan = plan;
        _container = container;
        _wait = wait;
        Port = port;
    }

    /// <summary>Its port on this machine.</summary>
    public int Port { get; }

    /// <summary>Its address for us, <c>host:port</c>, from its first start on.</summary>
    /// <remarks>It is remembered: within a container the host is the gateway of the server's network, which a container that does not run has none of.</remarks>
    public string Address { get; private set; } = "";

    /// <summary>Whether its container runs and is not paused.</summary>
    public bool IsRunning => _container.State == TestcontainersStates.Running;

    /// <summary>Starts a server as planned and waits until it answers.</summary>
    /// <exception cref="EnvironmentException">Its port is taken, it ended, or it does not answer; its container is gone again.</exception>
    public static async Task<ContainerServer> StartAsync(ServerPlan plan, CancellationToken cancellation)
    {
        if (plan.Port != 0)
        {
            LoopbackPorts.EnsureFree(plan.Port, plan.Name);
            return await TryStartAsync(plan, plan.Port, cancellation).ConfigureAwait(false) ?? throw LoopbackPorts.Taken(plan.Port, plan.Name);
        }
        for (var i = 0; i < PortTries; i++)
        {
            if (await TryStartAsync(plan, LoopbackPorts.Free(), cancellation).ConfigureAwait(false) is { } started)
            {
                return started;
            }
        }
        throw new EnvironmentException($"{plan.Name} found every one of {PortTries} free ports taken.", "Ask for a fixed port.");
    }

    public async Task StopAsync(CancellationToken cancellation = default)
    {
        await UnfreezeAsync(cancellation).ConfigureAwait(false);
        await _container.StopAsync(cancellation).ConfigureAwait(false);
    }

    public Task StartAsync(CancellationToken cancellation = default) => IsRunning ? Task.CompletedTask : RunAsync(cancellation);

    public Task PauseAsync(CancellationToken cancellation = default) => IsRunning ? _container.PauseAsync(cancellation) : Task.CompletedTask;

    public async Task ResumeAsync(CancellationToken cancellation = default)
    {
        await UnfreezeAsync(cancellation).ConfigureAwait(false);
        await AnswerAsync(cancellation).ConfigureAwait(false);
    }

    /// <summary>Ends the server as SIGKILL does; returns when it is gone.</summary>
    public async Task KillAsync(CancellationToken cancellation)
    {
        using var client = EngineClient.Create();
        await client.Containers.KillContainerAsync(_container.Id, new ContainerKillParameters { Signal = "SIGKILL" }, cancellation).ConfigureAwait(false);
        // Stopping what has ended already only brings Testcontainers' picture of it up to date.
        await _container.StopAsync(cancellation).ConfigureAwait(false);
    }

    /// <summary>Takes the container off its network.</summary>
    public async Task CutOffAsync(CancellationToken cancellation)
    {
        using var client = EngineClient.Create();
        await client.Networks.DisconnectNetworkAsync(_plan.Network.Network.Name, new NetworkDisconnectParameters { Container = _container.Id, Force = true }, cancellation).ConfigureAwait(false);
    }

    /// <summary>Puts the container back on its network under its name, and waits until the server answers.</summary>
    public async Task RejoinAsync(CancellationToken cancellation)
    {
        using var client = EngineClient.Create();
        var asBefore = new NetworkConnectParameters { Container = _container.Id, EndpointConfig = new EndpointSettings { Aliases = [_plan.Alias] } };
        await client.Networks.ConnectNetworkAsync(_plan.Network.Network.Name, asBefore, cancellation).ConfigureAwait(false);
        await AnswerAsync(cancellation).ConfigureAwait(false);
    }

    /// <summary>Removes the container with everything in it.</summary>
    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return _container.DisposeAsync();
    }

    private static async Task<ContainerServer?> TryStartAsync(ServerPlan plan, int port, CancellationToken cancellation)
    {
        var wait = new AnswerWait(plan.Ask, port);
        var container = plan.Build(port, wait, AnswerLimit);
        var server = new ContainerServer(plan, container, wait, port);
        try
        {
            await server.RunAsync(cancellation).ConfigureAwait(false);
            server.Address = $"{container.Hostname}:{port}";
            return server;
        }
        catch (DockerApiException e) when (e.Message.Contains("already allocated", StringComparison.Ordinal) || e.Message.Contains("address already in use", StringComparison.Ordinal))
        {
            await container.DisposeAsync().ConfigureAwait(false);
            return null;
        }
        catch
        {
            await container.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    private async Task RunAsync(CancellationToken cancellation)
    {
        try
        {
            await _container.StartAsync(cancellation).ConfigureAwait(false);
        }
        catch (ContainerNotRunningException e)
        {
            throw new EnvironmentException($"{_plan.Name} ended before it answered: {await SaidAsync().ConfigureAwait(false)}.", "Its image may not fit; `docker logs` shows more while it runs.", e);
        }
        catch (TimeoutException e) when (cancellation.IsCancellationRequested)
        {
            throw new OperationCanceledException(e.Message, e, cancellation);
        }
        catch (TimeoutException e)
        {
            throw new EnvironmentException(
                $"{_plan.Name} did not answer within {AnswerLimit.TotalMinutes:0} minutes; last seen: {_wait.Last}; it wrote: {await SaidAsync().ConfigureAwait(false)}.", "See whether the machine has memory and processors left.", e);
        }
    }

    private Task UnfreezeAsync(CancellationToken cancellation) => _container.State == TestcontainersStates.Paused ? _container.UnpauseAsync(cancellation) : Task.CompletedTask;

    private Task<string> AnswerAsync(CancellationToken cancellation) => PartProbe.UntilAnswerAsync(_plan.Name, c => _plan.Ask(Address, c), AnswerLimit, cancellation);

    private async Task<string> SaidAsync()
    {
        var (output, errors) = await _container.GetLogsAsync(timestampsEnabled: false).ConfigureAwait(false);
        var lines = $"{output}\n{errors}".Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return lines.Length == 0 ? "it wrote nothing" : string.Join(" | ", lines.TakeLast(LogLines));
    }
}
