using Ms2Lab.Connect.Api;
using Ms2Lab.Connect.Runtime.Rest;
using Ms2Lab.Connect.Runtime.Tasks.Sources;

namespace Ms2Lab.Connect.Runtime.Workers;

/// <summary>A task to be made.</summary>
/// <param name="Id">Connector and number.</param>
/// <param name="Connector">
/// A fresh object of the connector's plugin, neither initialized nor started: it makes task objects and knows its version. The one at work may be on
/// another worker.
/// </param>
/// <param name="ConnectorConfig">The connector's configuration, variables resolved: converters, transforms, errors and overrides are read from here.</param>
/// <param name="TaskConfig">What the connector made for this task, variables resolved.</param>
/// <param name="Preflight">What the group has to agree to first, if the task delivers exactly once.</param>
internal sealed record TaskStart(
    ConnectorTaskId Id, Connector Connector, IReadOnlyDictionary<string, string> ConnectorConfig, IReadOnlyDictionary<string, string> TaskConfig, TaskPreflight Preflight);
