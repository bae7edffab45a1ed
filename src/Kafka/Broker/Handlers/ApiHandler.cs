using Ms2Lab.Kafka.Broker.Net;
using Ms2Lab.Kafka.Protocol;

namespace Ms2Lab.Kafka.Broker.Handlers;

/// <summary>Serves one API in a range of versions; ApiVersions lists what the registered handlers say.</summary>
internal abstract class ApiHandler(ApiKey key, short minVersion, short maxVersion)
{
    public ApiKey Key { get; } = key;

    public short MinVersion { get; } = minVersion;

    public short MaxVersion { get; } = maxVersion;

    /// <summary>Whether ApiVersions names it; what is not named is answered all the same.</summary>
    public virtual bool IsListed => true;

    /// <summary>The answer, or null for none. Called without the cluster's lock.</summary>
    public abstract ValueTask<IApiMessage?> HandleAsync(RequestContext context, IApiMessage request);
}
