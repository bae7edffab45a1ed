namespace Ms2Lab.Chaos.Tests;

/// <summary>A round did not end as it must; the message holds its seed and timeline.</summary>
public sealed class ChaosException(string message, Exception inner) : Exception(message, inner);
