namespace Ms2Lab.Kafka.Broker.Security;

/// <summary>What is kept of a user's SCRAM password (RFC 5802) for one mechanism; it is shown as its iterations only.</summary>
internal sealed record ScramCredential(ScramMechanism Mechanism, int Iterations);
