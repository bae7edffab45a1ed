using System.Net;
using System.Net.Sockets;
using Ms2Lab.Environments.Core;

namespace Ms2Lab.Player;

/// <summary>Workers as processes of their own, each started from a properties file as <c>connect-distributed</c> is; SIGKILL is a SIGKILL.</summary>
/// <param name="program">Program and arguments that come before the file.</param>
/// <param name="folder">A folder for properties and logs.</param>
public sealed class ProcessWorkers(IReadOnlyList<string> program, string folder) : IWorkerHost
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan EndLimit = TimeSpan.FromMinutes(1);

    /// <inheritdoc/>
    public async Task<IScenarioWorker> StartAsync(IReadOnlyDictionary<string, string> properties, CancellationToken cancellation = default)
    {
        var port = FreePort();
        var file = Path.Combine(Directory.CreateDirectory(folder).FullName, $"worker-{port}.properties");
        var lines = properties.Append(new("listeners", $"http://127.0.0.1:{port}")).Append(new("rest.advertised.host.name", "127.0.0.1")).Append(new("rest.advertised.port", $"{port}"));
        await File.WriteAllLinesAsync(file, lines.Select(p => $"{p.Key}={p.Value}"), cancellation);
        var log = Path.ChangeExtension(file, ".log");
        var worker = new Worker($"127.0.0.1:{port}", ChildProcess.Start(program[0], [.. program.Skip(1), file], null, log));
        try
        {
            await PartProbe.UntilAnswerAsync($"The worker of {file}", c => worker.AskAsync(log, c), StartLimit, cancellation);
            return worker;
        }
        catch
        {
            await worker.KillAsync(CancellationToken.None);
            throw;
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private sealed class Worker(string address, ChildProcess process) : IScenarioWorker
    {
        private bool _isGone;

        public string Address => address;

        /// <summary>Lists its connectors, which it can only once it has read its topics and joined its group.</summary>
        public async Task<string> AskAsync(string log, CancellationToken cancellation)
        {
            if (process.Exited.IsCompleted)
            {
                throw new ScenarioFailedException($"The worker ended with {process.ExitCode}: {(await File.ReadAllLinesAsync(log, cancellation)).LastOrDefault()}");
            }
            using var http = new HttpClient();
            try
            {
                using var answer = await http.GetAsync(new Uri($"http://{address}/connectors"), cancellation);
                return answer.IsSuccessStatusCode ? address : throw new IOException($"{address} answers {(int)answer.StatusCode}");
            }
            catch (HttpRequestException e)
            {
                throw new IOException(e.Message, e);
            }
        }

        public Task KillAsync(CancellationToken cancellation = default) => EndAsync(UnixSignal.Kill, cancellation);

        public Task StopAsync(CancellationToken cancellation = default) => EndAsync(UnixSignal.Terminate, cancellation);

        private async Task EndAsync(UnixSignal signal, CancellationToken cancellation)
        {
            if (_isGone)
            {
                return;
            }
            _isGone = true;
            process.Signal(signal);
            try
            {
                await process.Exited.WaitAsync(EndLimit, cancellation);
            }
            finally
            {
                await process.DisposeAsync();
            }
        }
    }
}
