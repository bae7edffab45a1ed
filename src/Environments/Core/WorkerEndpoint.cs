using System.Text.Json;
using System.Text.Json.Serialization;

namespace Ms2Lab.Environments.Core;

/// <summary>A Connect worker that may be killed and started: an entry of <c>workers</c> in the endpoints file.</summary>
public sealed record WorkerEndpoint
{
    /// <summary>Base address of its REST interface.</summary>
    public required string Url { get; init; }

    /// <summary>Id of its process; null where it may only be started.</summary>
    public int? Pid { get; init; }

    /// <summary>Program and arguments that start it again at the same address; null where it may only be killed.</summary>
    public IReadOnlyList<string>? Start { get; init; }

    /// <summary>Members that this version does not know.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Unknown { get; set; }
}
