using Ms2Lab.Connect.Api;

namespace Ms2Lab.Connect.Runtime.Transforms;

/// <summary>Refuses empty lists and null.</summary>
internal sealed class NonEmptyList : IConfigValidator
{
    public void EnsureValid(string name, object? value)
    {
        if (value is not IReadOnlyList<string> { Count: > 0 })
        {
            throw new ConfigException(name, value, "Empty list");
        }
    }

    public override string ToString() => "non-empty list";
}
