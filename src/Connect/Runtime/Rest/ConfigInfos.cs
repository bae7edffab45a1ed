namespace Ms2Lab.Connect.Runtime.Rest;

/// <summary>Answer of PUT /connector-plugins/TYPE/config/validate.</summary>
/// <param name="Name">The connector class as given.</param>
/// <param name="ErrorCount">How many messages or keys are wrong.</param>
/// <param name="Groups">Groups of settings, in order.</param>
/// <param name="Values">One for each setting; Key is null where a value has no definition.</param>
public sealed record ConfigInfos(string Name, int ErrorCount, IReadOnlyList<string> Groups, IReadOnlyList<ConfigInfo> Values);
