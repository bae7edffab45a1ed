namespace Ms2Lab.Environments.Core;

/// <summary>Makes requests to the brokers go wrong. What is returned ends the fault when it is disposed.</summary>
public interface IBrokerFaults : ICapability
{
    /// <summary>Answers requests with an error instead of carrying them out.</summary>
    /// <param name="api">Kafka's API key, for example 0 for Produce.</param>
    /// <param name="error">Kafka's error code, for example 6 for NOT_LEADER_OR_FOLLOWER.</param>
    /// <param name="topic">Fails this topic only and carries the rest of a request out; null fails everything in it.</param>
    /// <param name="times">Number of requests; null for all.</param>
    IDisposable FailRequests(short api, short error, string? topic = null, int? times = null);

    /// <summary>Lets requests wait before they are carried out, by the environment's clock.</summary>
    /// <param name="api">Kafka's API key.</param>
    /// <param name="delay">How long.</param>
    /// <param name="times">Number of requests; null for all.</param>
    IDisposable DelayRequests(short api, TimeSpan delay, int? times = null);

    /// <summary>Carries requests out and then closes the connection instead of answering.</summary>
    /// <param name="api">Kafka's API key.</param>
    /// <param name="times">Number of requests; null for all.</param>
    IDisposable CloseConnections(short api, int? times = null);
}
