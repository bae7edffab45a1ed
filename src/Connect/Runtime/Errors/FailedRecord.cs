using Ms2Lab.Kafka.Client.Consuming;

namespace Ms2Lab.Connect.Runtime.Errors;

/// <summary>A record that could not be handled: what was consumed, where it failed, and why.</summary>
/// <param name="Consumed">The record as it came from the topic.</param>
/// <param name="Stage">One of <see cref="Stage"/>.</param>
/// <param name="ExecutingClass">Java name of the converter, transform or task class.</param>
/// <param name="Error">What was thrown.</param>
internal sealed record FailedRecord(ConsumerRecord Consumed, string Stage, string ExecutingClass, Exception Error);
