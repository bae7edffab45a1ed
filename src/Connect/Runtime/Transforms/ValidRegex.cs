using Ms2Lab.Connect.Api;

namespace Ms2Lab.Connect.Runtime.Transforms;

/// <summary>Refuses what is no regular expression of Java.</summary>
internal sealed class ValidRegex : IConfigValidator
{
    public void EnsureValid(string name, object? value)
    {
        if (value is null)
        {
            throw new ConfigException(
                name, null, "Invalid regex: Cannot invoke \"String.isEmpty()\" because \"this.pattern\" is null");
        }

        try
        {
            JavaRegex.Compile((string)value);
        }
        catch (JavaException e)
        {
            throw new ConfigException(name, value, $"Invalid regex: {e.JavaMessage}");
        }
    }

    public override string ToString() => "valid regex";
}
