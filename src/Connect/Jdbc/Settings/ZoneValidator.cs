using Ms2Lab.Connect.Api;
using Ms2Lab.Connect.Jdbc.Values;

namespace Ms2Lab.Connect.Jdbc.Settings;

/// <summary>Time zones as <c>java.time.ZoneId</c> names them, its short names included.</summary>
internal sealed class ZoneValidator : IConfigValidator
{
    /// <inheritdoc/>
    public void EnsureValid(string name, object? value)
    {
        if (value is string text && !ZoneIds.TryFind(text, out _))
        {
            throw new ConfigException(
                name, value,
                "Invalid time zone. See the list of valid time zones at https://docs.oracle.com/javase/8/docs/api/java/time/ZoneId.html#shortIds");
        }
    }

    /// <inheritdoc/>
    public override string ToString() => "Any valid JDK time zone";
}
