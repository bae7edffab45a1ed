using Ms2Lab.Connect.Api;
using Ms2Lab.Connect.Jdbc.Sink;

namespace Ms2Lab.Chaos.Tests;

/// <summary>Drops one record of each partition and says nothing.</summary>
internal sealed class ForgetfulSinkTask : SinkTask
{
    private const long Forgotten = 20;
    private readonly JdbcSinkTask _real = new();

    public override string Version => _real.Version;

    public override void Initialize(ISinkTaskContext context) => _real.Initialize(context);

    public override Task StartAsync(IReadOnlyDictionary<string, string> props, CancellationToken cancellation) => _real.StartAsync(props, cancellation);

    public override Task PutAsync(IReadOnlyList<SinkRecord> records, CancellationToken cancellation) =>
        _real.PutAsync([.. records.Where(r => r.KafkaOffset != Forgotten)], cancellation);

    public override Task StopAsync() => _real.StopAsync();
}
