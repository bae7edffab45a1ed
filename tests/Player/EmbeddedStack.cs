using Ms2Lab.Environments.Core;
using Ms2Lab.Environments.Embedded;
using Xunit;

namespace Ms2Lab.Player;

/// <summary>An embedded stack for the scenarios of a test class: started before its first test, gone after its last.</summary>
public class EmbeddedStack : IAsyncLifetime
{
    private readonly EmbeddedWorkers _shared = new();
    private readonly IWorkerHost _own;
    private readonly string _folder = Directory.CreateTempSubdirectory("ms2lab-scenarios-").FullName;
    private LabEnvironment? _environment;
    private ScenarioStack? _stack;

    /// <summary>A stack whose workers all live in this process.</summary>
    public EmbeddedStack() => _own = _shared;

    /// <summary>A stack whose scenarios have workers of their own from elsewhere.</summary>
    protected EmbeddedStack(IWorkerHost own) => _own = own;

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
