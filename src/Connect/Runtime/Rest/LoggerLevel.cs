namespace Ms2Lab.Connect.Runtime.Rest;

/// <summary>The level of a logger.</summary>
/// <param name="Level">OFF, FATAL, ERROR, WARN, INFO, DEBUG, TRACE or ALL.</param>
/// <param name="LastModified">When it was set, in milliseconds since 1970; null if it never was.</param>
public sealed record LoggerLevel(string Level, long? LastModified);
