using System.Globalization;
using Ms2Lab.Connect.Api;

namespace Ms2Lab.Connect.SamplePlugin;

/// <summary>What this assembly offers to a worker.</summary>
public sealed class CounterPlugins : IConnectPlugins
{
    /// <inheritdoc/>
    public IEnumerable<ConnectPlugin> Plugins { get; } =
    [
        new ConnectPlugin("com.example.CounterConnector", PluginType.Source, "1.0", () => new CounterConnector()),
    ];
}

/// <summary>Sends the numbers from 1 to <c>last</c> to a topic and goes on where it was after a restart.</summary>
public sealed class CounterConnector : SourceConnector
{
    private IReadOnlyDictionary<string, string> _props = new Dictionary<string, string>();

    /// <summary>The settings; the worker validates them, shows them and refuses wrong ones.</summary>
    public static ConfigDef Settings { get; } = new ConfigDef()
        .Define("topic", ConfigDefType.String, ConfigDef.NoDefaultValue, Importance.High, "Where the numbers go.", new NonEmptyString())
        .Define("last", ConfigDefType.Int, 10, Importance.Medium, "The last number.", NumberRange.AtLeast(1));

    /// <inheritdoc/>
    public override string Version => "1.0";

    /// <inheritdoc/>
    public override string TaskClass => "com.example.CounterTask";

    /// <inheritdoc/>
    public override ConfigDef Config() => Settings;

    /// <inheritdoc/>
    public override void Start(IReadOnlyDictionary<string, string> props) => _props = props;

    /// <inheritdoc/>
    public override IReadOnlyList<IReadOnlyDictionary<string, string>> TaskConfigs(int maxTasks) => [_props];

    /// <inheritdoc/>
    public override void Stop()
    {
    }

    /// <inheritdoc/>
    public override ConnectTask CreateTask() => new CounterTask();
}

/// <summary>The task of <see cref="CounterConnector"/>.</summary>
public sealed class CounterTask : SourceTask
{
    private static readonly Dictionary<string, object?> Partition = new() { ["counter"] = "main" };

    private string _topic = "";
    private int _last;
    private long _number;

    /// <inheritdoc/>
    public override string Version => "1.0";

    /// <inheritdoc/>
    public override async Task StartAsync(IReadOnlyDictionary<string, string> props, CancellationToken cancellation)
    {
        var settings = CounterConnector.Settings.Parse(props);
        _topic = settings.RequireString("topic");
        _last = settings.GetInt("last");
        var stored = await Context.OffsetStorageReader.OffsetAsync(Partition, cancellation);
        _number = (long)(stored?["number"] ?? 0L);
    }

    /// <inheritdoc/>
    public override async Task<IReadOnlyList<SourceRecord>?> PollAsync(CancellationToken cancellation)
    {
        if (_number >= _last)
        {
            // Nothing is left. A poll waits, but not for ever: the worker stores positions between polls.
            await Task.Delay(TimeSpan.FromSeconds(1), Context.Time, cancellation);
            return null;
        }

        _number++;
        var offset = new Dictionary<string, object?> { ["number"] = _number };
        return [new SourceRecord(Partition, offset, _topic, null, null, null, Schema.StringSchema, _number.ToString(CultureInfo.InvariantCulture))];
    }

    /// <inheritdoc/>
    public override Task StopAsync() => Task.CompletedTask;
}
