namespace Ms2Lab.Connect.Runtime.Cloud;

/// <summary>One row of the translation of a connector: a setting of Confluent Cloud and what it is to the self-managed connector.</summary>
/// <param name="Name">The setting on the Cloud.</param>
/// <param name="SelfManaged">The setting it becomes; null for one that only the Cloud has a use for, or that a rule works up with others.</param>
/// <param name="Default">What the Cloud takes where it is not set; null where the self-managed default is the same or there is none.</param>
internal sealed record CloudSetting(string Name, string? SelfManaged, string? Default = null)
{
    /// <summary>Whether the setting has no use here, so that the log names it.</summary>
    public bool IsUnused { get; init; }
}
