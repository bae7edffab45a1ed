namespace Ms2Lab.Connect.Api;

/// <summary>A secret whose text form hides it.</summary>
/// <param name="Value">The secret.</param>
public sealed record Password(string Value)
{
    /// <summary>What is shown instead of a secret.</summary>
    public const string Hidden = "[hidden]";

    /// <inheritdoc/>
    public override string ToString() => Hidden;
}
