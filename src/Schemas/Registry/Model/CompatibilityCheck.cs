using System.Globalization;
using Ms2Lab.Schemas.Formats;

namespace Ms2Lab.Schemas.Registry.Model;

/// <summary>The seven compatibility levels.</summary>
internal static class CompatibilityCheck
{
    private const int LongestOldSchema = 10 * 1024;

    internal static readonly string[] Levels =
        ["NONE", "BACKWARD", "BACKWARD_TRANSITIVE", "FORWARD", "FORWARD_TRANSITIVE", "FULL", "FULL_TRANSITIVE"];

    /// <summary>What is wrong with <paramref name="update"/>; nothing when it is compatible.</summary>
    /// <param name="update">The new schema.</param>
    /// <param name="earlier">Versions to compare with, oldest first.</param>
    /// <param name="parse">Parses a version.</param>
    /// <param name="settings">The subject's effective settings.</param>
    /// <param name="known">What is wrong already.</param>
    internal static IReadOnlyList<string> Run(
        ParsedSchema update, IReadOnlyList<StoredSchema> earlier, Func<StoredSchema, ParsedSchema> parse, SubjectSettings settings, IReadOnlyList<string> known)
    {
        var transitive = settings.Level.EndsWith("_TRANSITIVE", StringComparison.Ordinal);
        var compared = settings.Level == "NONE" ? [] : transitive ? earlier.Reverse() : earlier.TakeLast(1);
        List<string> messages =
        [
            .. known,
            .. compared.Select(v => Compare(update, v, parse(v), settings)).FirstOrDefault(m => m.Count > 0) ?? [],
        ];
        if (messages.Count > 0)
        {
            messages.Add($"{{validateFields: '{(settings.ValidateFields ? "true" : "false")}', compatibility: '{settings.Level}'}}");
        }

        return messages;
    }

    private static List<string> Compare(ParsedSchema update, StoredSchema stored, ParsedSchema old, SubjectSettings settings)
    {
        if (old.SchemaType != update.SchemaType)
        {
            return ["Incompatible because of different schema type"];
        }

        var messages = new List<string>();
        var full = settings.Level.StartsWith("FULL", StringComparison.Ordinal);
        if (full || settings.Level.StartsWith("FORWARD", StringComparison.Ordinal))
        {
            messages.AddRange(Broken(old, update, settings.Lenient).Select(d => d.Describe("old", "new")));
        }

        var forward = messages.Count;
        if (full || settings.Level.StartsWith("BACKWARD", StringComparison.Ordinal))
        {
            messages.AddRange(Broken(update, old, settings.Lenient).Select(d => d.Describe("new", "old")));
        }

        // Under FULL the real registry names the old schema only when the backward direction fails.
        if (full ? messages.Count > forward : messages.Count > 0)
        {
            messages.Add($"{{oldSchemaVersion: {stored.Version.ToString(CultureInfo.InvariantCulture)}}}");
            messages.Add(old.CanonicalText.Length <= LongestOldSchema
                ? $"{{oldSchema: '{old.CanonicalText}'}}"
                : $"{{oldSchema: <truncated> '{old.CanonicalText[..LongestOldSchema]}...'}}");
        }

        return messages;
    }

    private static IEnumerable<SchemaDifference> Broken(ParsedSchema reader, ParsedSchema writer, bool lenient) =>
        reader.DifferencesFrom(writer, lenient).Where(d => !d.IsCompatible);
}
