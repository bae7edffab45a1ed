namespace Ms2Lab.Connect.Runtime.Cloud;

/// <summary>Works up settings of the Cloud that have no single counterpart.</summary>
/// <param name="given">The configuration as the user sent it.</param>
/// <param name="worker">The worker's properties, for what the Cloud's environment would know, such as the registry's address.</param>
/// <param name="made">The translation so far; the rule adds to it, never over what is there.</param>
internal delegate void CloudRule(IReadOnlyDictionary<string, string?> given, IReadOnlyDictionary<string, string> worker, IDictionary<string, string?> made);
