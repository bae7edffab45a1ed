namespace Ms2Lab.Connect.Runtime.Errors;

/// <summary>A record that could not be handled: what it was, where it failed, and why.</summary>
/// <typeparam name="TRecord">What came in: a consumed record for sinks, the task's record for sources.</typeparam>
/// <param name="Origin">The record as it came in.</param>
/// <param name="Stage">One of <see cref="Stage"/>.</param>
/// <param name="ExecutingClass">Java name of the converter, transform or task class.</param>
/// <param name="Error">What was thrown.</param>
internal sealed record FailedRecord<TRecord>(TRecord Origin, string Stage, string ExecutingClass, Exception Error);
