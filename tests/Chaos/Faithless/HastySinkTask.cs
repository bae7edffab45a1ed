using Ms2Lab.Connect.Api;
using Ms2Lab.Connect.Jdbc.Sink;

namespace Ms2Lab.Chaos.Tests;

/// <summary>Holds records back until others follow, and has them committed all the same.</summary>
internal sealed class HastySinkTask : SinkTask
{
    private readonly JdbcSinkTask _real = new();
    private IReadOnlyList<SinkRecord> _held = [];

    public override string Version => _real.Version;

    public override void Initialize(ISinkTaskContext context) => _real.Initialize(context);

    public override Task StartAsync(IReadOnlyDictionary<string, string> props, CancellationToken cancellation) => _real.StartAsync(props, cancellation);

    public override async Task PutAsync(IReadOnlyList<SinkRecord> records, CancellationToken cancellation)
    {
        if (records.Count > 0)
        {
            await _real.PutAsync(_held, cancellation);
            _held = records;
        }
    }

    public override Task StopAsync() => _real.StopAsync();
}
