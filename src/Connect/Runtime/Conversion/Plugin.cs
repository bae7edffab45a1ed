namespace Ms2Lab.Connect.Runtime.Conversion;

/// <summary>A plugin at work.</summary>
/// <param name="ClassName">Its Java name: dead letters and logs speak of it.</param>
/// <param name="Version">Its version.</param>
/// <param name="Instance">The configured object.</param>
internal sealed record Plugin<T>(string ClassName, string Version, T Instance);
