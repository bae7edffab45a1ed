namespace Ms2Lab.Connect.Runtime.Cloud;

/// <summary>How a fully managed connector of Confluent Cloud is run by its self-managed counterpart.</summary>
/// <param name="Name">Its class on the Cloud.</param>
/// <param name="ClassName">The class that runs it here.</param>
/// <param name="Settings">Settings that have another name, default or use there; all others are the same on both sides.</param>
/// <param name="Fixed">Settings that the Cloud fixes and users cannot change.</param>
/// <param name="Marks">Settings of which one must be there for the Cloud's dialect to be meant; empty where the class says it already.</param>
/// <param name="Rules">What is worked up from several settings: each adds to the translation what it makes of the original.</param>
internal sealed record CloudConnector(
    string Name, string ClassName, IReadOnlyList<CloudSetting> Settings, IReadOnlyDictionary<string, string> Fixed, IReadOnlyList<string> Marks,
    IReadOnlyList<CloudRule> Rules);
