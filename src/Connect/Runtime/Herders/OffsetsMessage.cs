namespace Ms2Lab.Connect.Runtime.Herders;

/// <summary>What a user is told when positions have been changed (KIP-875).</summary>
internal static class OffsetsMessage
{
    /// <summary>The sentence.</summary>
    /// <param name="handled">Whether the connector has dealt with the change itself.</param>
    /// <param name="isReset">Whether all positions were removed.</param>
    public static string Of(bool handled, bool isReset)
    {
        var what = isReset ? "reset" : "altered";
        return handled
            ? $"The offsets for this connector have been {what} successfully"
            : $"The Connect framework-managed offsets for this connector have been {what} successfully. However, if this connector manages offsets externally, they will need to be manually {what} in the system that the connector uses.";
    }
}
