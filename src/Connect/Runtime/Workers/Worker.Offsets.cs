using Ms2Lab.Connect.Api;
using Ms2Lab.Connect.Runtime.Herders;
using Ms2Lab.Connect.Runtime.Rest;

namespace Ms2Lab.Connect.Runtime.Workers;

/// <content>Where connectors stand: sinks in their consumer groups, sources in the worker's offset store.</content>
internal sealed partial class Worker
{
    private readonly SinkOffsetsAdmin _sinkOffsets = new(settings, time);

    /// <summary>The positions of a connector.</summary>
    /// <param name="name">The connector.</param>
    /// <param name="config">Its configuration as sent.</param>
    /// <param name="cancellation">Gives up.</param>
    public Task<ConnectorOffsets> ReadOffsetsAsync(string name, IReadOnlyDictionary<string, string?> config, CancellationToken cancellation)
    {
        var resolved = variables.Resolve(Texts(config));
        return MakeConnector(resolved) is SinkConnector
            ? _sinkOffsets.ReadAsync(name, resolved, cancellation)
            : Task.FromResult(new ConnectorOffsets([]));
    }

    /// <summary>Sets positions of a stopped connector, removes those that are null, or resets all for null; the answer is the message for the user.</summary>
    public Task<string> AlterOffsetsAsync(
        string name, IReadOnlyDictionary<string, string?> config, ConnectorOffsets? offsets, CancellationToken cancellation)
    {
        var resolved = variables.Resolve(Texts(config));
        return MakeConnector(resolved) is SinkConnector
            ? _sinkOffsets.AlterAsync(name, resolved, offsets, cancellation)
            : throw new ConnectException("Offsets of source connectors cannot be modified by this worker; see GAPS.md of Ms2Lab.Connect.Runtime.");
    }

    // The stored positions that a connector's object may read; a sink has none.
    private static IOffsetStorageReader? OffsetReader(string name, Connector connector, IReadOnlyDictionary<string, string> config) => null;
}
