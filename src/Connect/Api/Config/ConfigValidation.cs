namespace Ms2Lab.Connect.Api;

/// <summary>The outcome of a connector's validation.</summary>
/// <param name="Values">One value for each setting.</param>
public sealed record ConfigValidation(IReadOnlyList<ConfigValue> Values);
