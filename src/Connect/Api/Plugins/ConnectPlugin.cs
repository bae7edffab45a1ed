namespace Ms2Lab.Connect.Api;

/// <summary>One plugin of an assembly.</summary>
/// <param name="ClassName">The Java class name under which configurations name it.</param>
/// <param name="Type">What it is.</param>
/// <param name="Version">Its version.</param>
/// <param name="Create">Makes an instance.</param>
/// <param name="Aliases">Further names, beyond the simple class name and that name without its type suffix.</param>
public sealed record ConnectPlugin(string ClassName, PluginType Type, string Version, Func<object> Create, params string[] Aliases);
