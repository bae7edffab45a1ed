using Ms2Lab.Connect.Api;
using Ms2Lab.Connect.Runtime.Herders;
using Ms2Lab.Connect.Runtime.Offsets;
using Ms2Lab.Connect.Runtime.Rest;
using Ms2Lab.Connect.Runtime.Tasks.Sources;
using Ms2Lab.Kafka.Client;
using Ms2Lab.Kafka.Client.Admin;

namespace Ms2Lab.Connect.Runtime.Workers;

/// <content>Where connectors stand: sinks in their consumer groups, sources in offset stores; and who may no longer write positions.</content>
internal sealed partial class Worker
{
    private readonly SinkOffsetsAdmin _sinkOffsets = new(settings, time);

    /// <summary>The positions of a connector.</summary>
    /// <param name="name">The connector.</param>
    /// <param name="config">Its configuration as sent.</param>
    /// <param name="cancellation">Gives up.</param>
    public Task<ConnectorOffsets> ReadOffsetsAsync(string name, IReadOnlyDictionary<string, string?> config, CancellationToken cancellation)
    {
        var resolved = Used(config);
        return MakeConnector(resolved) is SinkConnector
            ? _sinkOffsets.ReadAsync(name, resolved, cancellation)
            : new SourceOffsetsAdmin(_offsets, settings, time, log).ReadAsync(name, resolved, cancellation);
    }

    /// <summary>Sets positions of a stopped connector, removes those that are null, or resets all for null; the answer is the message for the user.</summary>
    public Task<string> AlterOffsetsAsync(
        string name, IReadOnlyDictionary<string, string?> config, ConnectorOffsets? offsets, CancellationToken cancellation)
    {
        var resolved = Used(config);
        return MakeConnector(resolved) switch
        {
            SourceConnector source => new SourceOffsetsAdmin(_offsets, settings, time, log).AlterAsync(name, source, resolved, offsets, cancellation),
            SinkConnector sink => _sinkOffsets.AlterAsync(name, sink, resolved, offsets, cancellation),
            var other => throw new ConnectException($"{other.GetType().Name} is neither a sink nor a source connector."),
        };
    }

    /// <summary>Fences the producers of a source connector's first tasks, as many as may be at work anywhere.</summary>
    /// <exception cref="KafkaException">A coordinator refused.</exception>
    public async Task FenceZombiesAsync(string name, IReadOnlyDictionary<string, string?> config, int tasks, CancellationToken cancellation)
    {
        var admin = new KafkaAdmin(KafkaClientOptions.FromProperties(ConnectorClients.Admin(settings.Properties, Used(config))) with { Time = time });
        await using (admin.ConfigureAwait(false))
        {
            var ids = Enumerable.Range(0, tasks).Select(t => settings.TransactionalId(new ConnectorTaskId(name, t)));
            (await admin.FenceProducersAsync(ids, cancellation).ConfigureAwait(false)).ThrowIfAnyFailed();
        }
    }

    // The stored positions that a connector's object may read; a sink has none. What is wrong about the settings of a source shows here, as in Connect.
    private OffsetReader? OffsetReader(string name, Connector connector, IReadOnlyDictionary<string, string> config)
    {
        if (connector is not SourceConnector)
        {
            return null;
        }
        if (settings.CreatesTopics)
        {
            TopicGroups.Of(config);
        }
        return new OffsetReader(_offsets.Of(config), name, log);
    }
}
