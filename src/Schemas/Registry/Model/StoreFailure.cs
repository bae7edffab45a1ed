namespace Ms2Lab.Schemas.Registry.Model;

/// <summary>What the real registry says when a change does not get into its store.</summary>
/// <param name="Failed">The store refused it (50001).</param>
/// <param name="TimedOut">The store did not take it in time (50002).</param>
internal sealed record StoreFailure(string Failed, string TimedOut)
{
    internal static readonly StoreFailure Register = new("Register schema operation failed while writing to the Kafka store", "Register operation timed out");

    internal static readonly StoreFailure DeleteVersion =
        new("Delete Schema Version operation failed while writing to the Kafka store", "Delete Schema Version operation timed out");

    internal static readonly StoreFailure DeleteContext = new("Error while deleting context", "Error while deleting context");

    internal static readonly StoreFailure UpdateMode = new("Failed to update mode", "Update mode operation timed out");

    internal static readonly StoreFailure DeleteMode = new("Failed to delete mode", "Failed to delete mode");

    internal static readonly StoreFailure UpdateConfig = new("Failed to update compatibility level", "Failed to update compatibility level");

    internal static readonly StoreFailure DeleteConfig = new("Failed to delete compatibility level", "Failed to delete compatibility level");

    internal static StoreFailure DeleteSubject(string subject) => new($"Error while deleting the subject {subject}", "Delete subject operation timed out");
}
