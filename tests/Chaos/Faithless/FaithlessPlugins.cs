using Ms2Lab.Connect.Api;

namespace Ms2Lab.Chaos.Tests;

/// <summary>Connectors that break one promise each, on purpose: rounds that do not report them would report nothing.</summary>
public sealed class FaithlessPlugins : IConnectPlugins
{
    public const string ForgetfulSink = "ms2lab.chaos.ForgetfulSinkConnector";
    public const string HastySink = "ms2lab.chaos.HastySinkConnector";
    public const string SkippingSource = "ms2lab.chaos.SkippingSourceConnector";

    public IEnumerable<ConnectPlugin> Plugins { get; } =
    [
        new(ForgetfulSink, PluginType.Sink, "1", () => new FaithlessSinkConnector(() => new ForgetfulSinkTask())),
        new(HastySink, PluginType.Sink, "1", () => new FaithlessSinkConnector(() => new HastySinkTask())),
        new(SkippingSource, PluginType.Source, "1", () => new SkippingSourceConnector()),
    ];
}
