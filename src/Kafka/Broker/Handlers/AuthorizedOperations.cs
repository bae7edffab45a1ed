namespace Ms2Lab.Kafka.Broker.Handlers;

/// <summary>
/// The operations that a client may do, as bits numbered like AclOperation: without an authorizer all that Kafka knows for the kind of thing.
/// </summary>
internal static class AuthorizedOperations
{
    /// <summary>Sent when the client did not ask.</summary>
    public const int NotAsked = int.MinValue;

    /// <summary>Create, alter, describe, cluster action, alter and describe configs, idempotent write, tokens.</summary>
    public const int OfCluster = 8096;

    /// <summary>Read, describe, delete, alter and describe configs.</summary>
    public const int OfGroup = 3400;

    /// <summary>Read, write, create, delete, alter, describe, alter and describe configs.</summary>
    public const int OfTopic = 3576;
}
