namespace Ms2Lab.Scenarios.Tests;

/// <summary>Kafka's own Connect workers on the embedded broker.</summary>
public sealed class KafkaWorkerStack() : JavaStack(kafka => kafka);
