using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;

namespace Ms2Lab.Schemas.Formats.JsonSchema.Validation;

/// <summary>The formats that the registry's validator knows and schemas of the labs use; others are not looked at.</summary>
internal static partial class StringFormats
{
    private const string DateTimes =
        "[yyyy-MM-dd'T'HH:mm:ssZ, yyyy-MM-dd'T'HH:mm:ss.[0-9]{1,9}Z, yyyy-MM-dd'T'HH:mm:ss[+-]HH:mm, yyyy-MM-dd'T'HH:mm:ss.[0-9]{1,9}[+-]HH:mm]";

    private const string Times = "[HH:mm:ssZ, HH:mm:ss.[0-9]{1,9}Z, HH:mm:ss[+-]HH:mm, HH:mm:ss.[0-9]{1,9}[+-]HH:mm]";

    /// <summary>What is wrong with a text, or null.</summary>
    internal static string? Fault(string format, string text)
    {
        var (isValid, fault) = format switch
        {
            "date-time" => (IsDateTime(text), $"[{text}] is not a valid date-time. Expected {DateTimes}"),
            "date" => (IsDate(text), $"[{text}] is not a valid date. Expected [yyyy-MM-dd]"),
            "time" => (IsDateTime("2000-01-01T" + text), $"[{text}] is not a valid time. Expected {Times}"),
            "email" => (Email().IsMatch(text), $"[{text}] is not a valid email address"),
            "ipv4" => (IsAddress(text, AddressFamily.InterNetwork), $"[{text}] is not a valid ipv4 address"),
            "ipv6" => (IsAddress(text, AddressFamily.InterNetworkV6), $"[{text}] is not a valid ipv6 address"),
            "uri" => (Uri.TryCreate(text, UriKind.Absolute, out _), $"[{text}] is not a valid URI"),
            _ => (true, ""),
        };
        return isValid ? null : fault;
    }

    private static bool IsDateTime(string text) =>
        DateTimeShape().IsMatch(text) && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out _);

    private static bool IsDate(string text) => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _);

    private static bool IsAddress(string text, AddressFamily family) =>
        IPAddress.TryParse(text, out var address) && address.AddressFamily == family
        && (family == AddressFamily.InterNetworkV6 || text.Count(c => c == '.') == 3);

    [GeneratedRegex(@"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,9})?(Z|[+-]\d{2}:\d{2})$", RegexOptions.CultureInvariant)]
    private static partial Regex DateTimeShape();

    [GeneratedRegex(@"^[^\s@]+@[^\s@.]+(\.[^\s@.]+)+$", RegexOptions.CultureInvariant)]
    private static partial Regex Email();
}
