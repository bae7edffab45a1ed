namespace Ms2Lab.Connect.Api;

/// <summary>A validator of an embedded setting: sees the name without prefix.</summary>
internal sealed class PrefixedValidator(string prefix, IConfigValidator inner) : IConfigValidator
{
    public void EnsureValid(string name, object? value) => inner.EnsureValid(name[prefix.Length..], value);
}
