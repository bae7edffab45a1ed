namespace Ms2Lab.Connect.Api;

/// <summary>Describes and divides the work; tasks do it. Use <see cref="SinkConnector"/> or <see cref="SourceConnector"/>.</summary>
public abstract class Connector
{
    /// <summary>The version that plugin lists and statuses show.</summary>
    public abstract string Version { get; }

    /// <summary>The Java class name of its tasks, which the plugin list resolves.</summary>
    public abstract string TaskClass { get; }

    /// <summary>The worker's side; set before the connector starts.</summary>
    protected IConnectorContext Context { get; private set; } = null!;

    /// <summary>Gives the connector its context.</summary>
    public virtual void Initialize(IConnectorContext context) => Context = context;

    /// <summary>Makes a task of this connector.</summary>
    public abstract ConnectTask CreateTask();

    /// <summary>Starts with the connector's configuration.</summary>
    public abstract void Start(IReadOnlyDictionary<string, string> props);

    /// <summary>The configurations of its tasks, one each, at most that many.</summary>
    public abstract IReadOnlyList<IReadOnlyDictionary<string, string>> TaskConfigs(int maxTasks);

    /// <summary>Ends the connector.</summary>
    public abstract void Stop();

    /// <summary>Its settings.</summary>
    public abstract ConfigDef Config();

    /// <summary>Checks a configuration; by default each setting against its definition.</summary>
    public virtual ConfigValidation Validate(IReadOnlyDictionary<string, string> props) => new(Config().Validate(props));

    /// <summary>Starts anew with another configuration; by default stop and start.</summary>
    public virtual void Reconfigure(IReadOnlyDictionary<string, string> props)
    {
        Stop();
        Start(props);
    }
}
