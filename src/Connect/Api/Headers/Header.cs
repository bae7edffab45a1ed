namespace Ms2Lab.Connect.Api;

/// <summary>One header of a record.</summary>
/// <param name="Key">Its name.</param>
/// <param name="Schema">The schema of its value, or null.</param>
/// <param name="Value">Its value, or null.</param>
public sealed record Header(string Key, Schema? Schema, object? Value)
{
    /// <inheritdoc/>
    public override string ToString() => $"ConnectHeader(key={Key}, value={JavaText.Of(Value)}, schema={(Schema is null ? "null" : Schema)})";
}
