using Ms2Lab.Connect.Api;

namespace Ms2Lab.Connect.Runtime.Workers;

/// <summary>A connector at work: the plugin's object and what it may ask of the worker.</summary>
internal sealed class WorkerConnector(Connector connector, Action reconfigure, Action<Exception> fail, TimeProvider time) : IConnectorContext
{
    public Connector Connector => connector;

    public IOffsetStorageReader? OffsetStorageReader => null;

    public TimeProvider Time => time;

    public void Start(IReadOnlyDictionary<string, string> config)
    {
        connector.Initialize(this);
        connector.Start(config);
    }

    public void RequestTaskReconfiguration() => reconfigure();

    public void RaiseError(Exception error) => fail(error);
}
