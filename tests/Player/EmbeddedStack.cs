using Ms2Lab.Environments.Core;
using Ms2Lab.Environments.Embedded;
using Xunit;

namespace Ms2Lab.Player;

/// <summary>An embedded stack for the scenarios of a test class: started before its first test, gone after its last.</summary>
public class EmbeddedStack : IAsyncLifetime
{
    private readonly IWorkerHost _shared;
    private readonly IWorkerHost _own;
    private readonly string _folder = Directory.CreateTempSubdirectory("ms2lab-scenarios-").FullName;
    private LabEnvironment? _environment;
    private ScenarioStack? _stack;

    /// <summary>A stack whose workers all live in this process.</summary>
    public EmbeddedStack()
        : this(new EmbeddedWorkers(), new EmbeddedWorkers())
    {
    }

    /// <summary>A stack whose workers come from elsewhere.</summary>
    /// <param name="shared">Starts the one worker that scenarios share.</param>
    /// <param name="own">Starts the workers that a scenario has of its own.</param>
    protected EmbeddedStack(IWorkerHost shared, IWorkerHost own) => (_shared, _own) = (shared, own);

    /// <summary>A stack all of whose workers come from elsewhere.</summary>
    public static EmbeddedStack With(IWorkerHost workers) => new(workers, workers);

    /// <summary>Plays one scenario.</summary>
    public Task<ScenarioVerdict> PlayAsync(Scenario scenario, CancellationToken cancellation) =>
        new ScenarioPlayer(_stack ?? throw new InvalidOperationException("xunit calls InitializeAsync before the first test"), _folder).PlayAsync(scenario, cancellation);

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        var request = new EnvironmentRequest { Parts = Parts.Kafka | Parts.MySql | Parts.Redis | Parts.Registry, StartLimit = TimeSpan.FromMinutes(5) };
        _environment = await LabEnvironment.StartAsync(request, new EmbeddedBackend());
        _stack = await ScenarioStack.ConnectAsync(_environment.Endpoints, _shared, _own);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (_stack is not null)
        {
            await _stack.DisposeAsync();
        }
        if (_environment is not null)
        {
            await _environment.DisposeAsync();
        }
        Directory.Delete(_folder, recursive: true);
    }
}
