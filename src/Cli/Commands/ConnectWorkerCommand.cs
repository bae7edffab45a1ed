using System.CommandLine;
using Ms2Lab.Connect.Api;
using Ms2Lab.Connect.Runtime;
using Ms2Lab.Environments.Core;
using Ms2Lab.Environments.Embedded;
using Ms2Lab.Kafka.Client;

namespace Ms2Lab.Cli.Commands;

/// <summary><c>lab connect-worker FILE</c>: one Connect worker as a process, on any broker, from the file that Kafka's <c>connect-distributed</c> takes.</summary>
internal sealed class ConnectWorkerCommand : Command
{
    private readonly Argument<FileInfo> _file = new("file") { Description = "Worker properties, as connect-distributed takes them.", HelpName = "FILE.properties" };

    /// <summary>Creates the command.</summary>
    public ConnectWorkerCommand()
        : base("connect-worker", "Run one Connect worker from a worker properties file until Ctrl-C or SIGTERM.")
    {
        Arguments.Add(_file);
        SetAction((line, cancellation) => RunAsync(line.GetValue(_file)!, cancellation));
    }

    private static async Task<int> RunAsync(FileInfo file, CancellationToken cancellation)
    {
        ConnectWorker worker;
        try
        {
            var log = new WorkerLog((level, text) => Console.Error.WriteLine($"{DateTimeOffset.Now:HH:mm:ss.fff} {level} {text}"));
            worker = await ConnectWorker.StartAsync(WorkerProperties.Load(file.FullName), EmbeddedPlugins.Registry(), TimeProvider.System, cancellation, log).ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or FormatException or ConfigException)
        {
            await Console.Error.WriteLineAsync($"lab: {file}: {e.Message}").ConfigureAwait(false);
            return ExitCode.Usage;
        }
        catch (Exception e) when (e is KafkaException or ConnectException)
        {
            throw new EnvironmentException($"The worker of {file} did not start: {e.Message}", "", e);
        }
        await using (worker.ConfigureAwait(false))
        {
            Console.WriteLine($"Connect worker {worker.WorkerId} is ready at {worker.RestUrl}");
            await Task.WhenAny(Interruption.WaitAsync(cancellation), worker.Completion).ConfigureAwait(false);
            if (worker.Completion is { IsFaulted: true, Exception.InnerException: { } failure })
            {
                throw new EnvironmentException($"The worker of {file} had to end: {failure.Message}", "", failure);
            }
            await worker.StopAsync().ConfigureAwait(false);
        }
        return ExitCode.Success;
    }
}
