namespace Ms2Lab.Kafka.Broker.Security;

/// <summary>SCRAM mechanisms with the numbers of the protocol (KIP-554).</summary>
internal enum ScramMechanism : sbyte
{
    Sha256 = 1,
    Sha512 = 2,
}
