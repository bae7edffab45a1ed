using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Ms2Lab.Player.Answers;

namespace Ms2Lab.Player;

/// <summary>Keys, values and arguments as a scenario writes them: text, null, <c>{"json"}</c>, <c>{"hex"}</c> with captured numbers, <c>{"base64"}</c>.</summary>
internal static partial class RecordBytes
{
    /// <summary>The bytes; null for null.</summary>
    public static byte[]? Of(JsonNode? value, ScenarioRun run) => value switch
    {
        null => null,
        JsonObject o when o["hex"] is { } hex => FromHex(hex.GetValue<string>(), run),
        JsonObject o when o["base64"] is { } base64 => Convert.FromBase64String(base64.GetValue<string>()),
        JsonObject o => Encoding.UTF8.GetBytes(PythonJson.Write(run.Placeholders.Fill(o["json"]))),
        _ => Encoding.UTF8.GetBytes(run.Placeholders.Fill(value.GetValue<string>())),
    };

    private static byte[] FromHex(string hex, ScenarioRun run)
    {
        var digits = Captured().Replace(hex, m => long.Parse(run.Values[m.Groups[1].Value], CultureInfo.InvariantCulture).ToString($"x{m.Groups[2].Value}", CultureInfo.InvariantCulture));
        return Convert.FromHexString(digits.Replace(" ", "", StringComparison.Ordinal));
    }

    // As Python writes it: {id:08x}.
    [GeneratedRegex(@"\{(\w+):0?(\d+)x\}")]
    private static partial Regex Captured();
}
