using Ms2Lab.Schemas.Formats.Json;

namespace Ms2Lab.Schemas.Formats.JsonSchema;

/// <summary>
/// What changed from one JSON Schema to another. As in Schema Registry up to 8.3, an older schema met again on the way down is compared by its kind only;
/// a pair that is met again is not compared at all, which ends combinations of themselves.
/// </summary>
internal sealed partial class JsonSchemaDiff
{
    private readonly bool lenient;
    private readonly HashSet<(SchemaNode, SchemaNode)> inProgress;
    private readonly HashSet<SchemaNode> entered;
    private readonly List<SchemaDifference> found = [];
    private string path;

    private JsonSchemaDiff(bool lenient, HashSet<(SchemaNode, SchemaNode)> inProgress, HashSet<SchemaNode> entered, string path)
    {
        this.entered = entered;
        this.lenient = lenient;
        this.inProgress = inProgress;
        this.path = path;
    }

    private bool IsCompatible => found.All(d => d.IsCompatible);

    internal static IReadOnlyList<SchemaDifference> Compare(SchemaNode original, SchemaNode update, bool lenient)
    {
        var diff = new JsonSchemaDiff(lenient, [], [], "");
        diff.Compare(original, update);
        return diff.found;
    }

    private void Compare(SchemaNode? old, SchemaNode? now)
    {
        if (old is null || now is null)
        {
            if (old is not null || now is not null)
            {
                Add(now is null ? "SCHEMA_REMOVED" : "SCHEMA_ADDED");
            }

            return;
        }

        var pair = (old.Resolved, now.Resolved);
        if (inProgress.Add(pair))
        {
            CompareKinds(pair.Item1, pair.Item2);
            inProgress.Remove(pair);
        }
    }

    private void CompareKinds(SchemaNode old, SchemaNode now)
    {
        if (SingleMatch(old, now))
        {
            return;
        }

        if (old.Kind != now.Kind && !(IsCombined(old) && IsCombined(now)))
        {
            var bytes = old.Annotation("connect.type") == "\"bytes\"" && now.Annotation("connect.type") == "\"bytes\"";
            if (old.Kind != SchemaKind.False && now.Kind != SchemaKind.Empty && !bytes)
            {
                Add("TYPE_CHANGED");
            }

            return;
        }

        if (entered.Add(old))
        {
            CompareContents(old, now);
            entered.Remove(old);
        }
    }

    private void CompareContents(SchemaNode old, SchemaNode now)
    {
        CompareAnnotations(old, now);
        switch (old.Kind)
        {
            case SchemaKind.String:
                CompareString(old, now);
                break;
            case SchemaKind.Number:
                CompareNumber(old, now);
                break;
            case SchemaKind.Const when old.Annotation("const") != now.Annotation("const") || JsonText.Of(old.Keyword("const")!.Value) != JsonText.Of(now.Keyword("const")!.Value):
                Add("ENUM_ARRAY_CHANGED", "const");
                break;
            case SchemaKind.Enum:
                CompareEnum(old, now);
                break;
            case SchemaKind.AllOf or SchemaKind.AnyOf or SchemaKind.OneOf:
                CompareCombined(old, now);
                break;
            case SchemaKind.Not:
                // What must not match is compared the other way round.
                Add(Try(now.Parts[0], old.Parts[0], "not").IsCompatible ? "NOT_TYPE_NARROWED" : "NOT_TYPE_EXTENDED", "not");
                break;
            case SchemaKind.Object:
                CompareObject(old, now);
                break;
            case SchemaKind.Array:
                CompareArray(old, now);
                break;
        }
    }

    /// <summary>A plain schema against a combination (or the reverse) in which one part fits.</summary>
    private bool SingleMatch(SchemaNode old, SchemaNode now)
    {
        var widened = !IsCombined(old) && IsCombined(now);
        var narrowed = IsCombined(old) && !IsCombined(now);
        if (!widened && !narrowed)
        {
            return false;
        }

        var parts = (widened ? now : old).Parts;
        if (parts.Count != 1 && (widened ? now.Kind == SchemaKind.AllOf : old.Kind != SchemaKind.AllOf))
        {
            return false;
        }

        foreach (var part in parts)
        {
            var attempt = widened ? Try(old, part) : Try(part, now);
            if (attempt.IsCompatible)
            {
                found.AddRange(attempt.found);
                if (parts.Count > 1)
                {
                    Add(widened ? "SUM_TYPE_EXTENDED" : "PRODUCT_TYPE_NARROWED");
                }

                return true;
            }
        }

        return false;
    }

    private void CompareAnnotations(SchemaNode old, SchemaNode now)
    {
        if (!(old.HasNoId && now.HasNoId) && (old.Annotation("$id") ?? old.Annotation("id")) != (now.Annotation("$id") ?? now.Annotation("id")))
        {
            Add("ID_CHANGED");
        }

        foreach (var (word, type) in new[] { ("title", "TITLE_CHANGED"), ("description", "DESCRIPTION_CHANGED"), ("default", "DEFAULT_CHANGED") })
        {
            if (old.Annotation(word) != now.Annotation(word))
            {
                Add(type);
            }
        }
    }

    private void CompareString(SchemaNode old, SchemaNode now)
    {
        CompareLimit(old, now, "maxLength", "MAX_LENGTH");
        CompareLimit(old, now, "minLength", "MIN_LENGTH");
        var before = old.Keyword("pattern")?.ToString();
        var after = now.Keyword("pattern")?.ToString();
        if (before != after)
        {
            Add(before is null ? "PATTERN_ADDED" : after is null ? "PATTERN_REMOVED" : "PATTERN_CHANGED", "pattern");
        }
    }

    private void CompareNumber(SchemaNode old, SchemaNode now)
    {
        CompareLimit(old, now, "maximum", "MAXIMUM");
        CompareLimit(old, now, "minimum", "MINIMUM");
        CompareLimit(old, now, "exclusiveMaximum", "EXCLUSIVE_MAXIMUM");
        CompareLimit(old, now, "exclusiveMinimum", "EXCLUSIVE_MINIMUM");
        var before = old.Limit("multipleOf");
        var after = now.Limit("multipleOf");
        if (before != after)
        {
            Add(
                before is null ? "MULTIPLE_OF_ADDED" : after is null ? "MULTIPLE_OF_REMOVED" : before != 0 && after % before == 0 ? "MULTIPLE_OF_EXPANDED"
                : after != 0 && before % after == 0 ? "MULTIPLE_OF_REDUCED" : "MULTIPLE_OF_CHANGED",
                "multipleOf");
        }

        if (old.IsInteger != now.IsInteger)
        {
            Add(old.IsInteger ? "TYPE_EXTENDED" : "TYPE_NARROWED");
        }
    }

    private void CompareEnum(SchemaNode old, SchemaNode now)
    {
        var before = old.Keyword("enum")!.Value.EnumerateArray().Select(v => JsonText.Of(v, true)).ToHashSet();
        var after = now.Keyword("enum")!.Value.EnumerateArray().Select(v => JsonText.Of(v, true)).ToHashSet();
        if (!before.SetEquals(after))
        {
            Add(after.IsSupersetOf(before) ? "ENUM_ARRAY_EXTENDED" : before.IsSupersetOf(after) ? "ENUM_ARRAY_NARROWED" : "ENUM_ARRAY_CHANGED", "enum");
        }
    }

    private void CompareCombined(SchemaNode old, SchemaNode now)
    {
        var oldParts = Distinct(old.Parts);
        var newParts = Distinct(now.Parts);
        if (old.Kind != now.Kind)
        {
            var single = old.Parts.Count == 1;
            var extended = now.Kind == SchemaKind.AnyOf || (single && now.Parts.Count == 1) || (single && now.Kind == SchemaKind.OneOf) ||
                (now.Parts.Count == 1 && old.Kind == SchemaKind.AllOf);
            Add(extended ? "COMBINED_TYPE_EXTENDED" : "COMBINED_TYPE_CHANGED");
            if (!extended)
            {
                return;
            }
        }

        if (oldParts.Count != newParts.Count)
        {
            Add(oldParts.Count < newParts.Count
                ? (now.Kind == SchemaKind.AllOf ? "PRODUCT_TYPE_EXTENDED" : "SUM_TYPE_EXTENDED")
                : (old.Kind == SchemaKind.AllOf ? "PRODUCT_TYPE_NARROWED" : "SUM_TYPE_NARROWED"));
        }

        var word = old.Kind == SchemaKind.AllOf ? "allOf" : old.Kind == SchemaKind.AnyOf ? "anyOf" : "oneOf";
        var edges = oldParts.Select((p, i) => newParts.Select(q => Try(p, q, $"{word}/{i}")).Select(a => a.IsCompatible ? a : null).ToArray()).ToArray();
        var match = BipartiteMatch.Find(oldParts.Count, newParts.Count, (i, j) => edges[i][j] is not null);
        foreach (var (i, j) in match)
        {
            found.AddRange(edges[i][j]!.found);
        }

        if (match.Count < Math.Min(oldParts.Count, newParts.Count))
        {
            Add("COMBINED_TYPE_SUBSCHEMAS_CHANGED");
        }
    }

    private static List<SchemaNode> Distinct(List<SchemaNode> parts) =>
        [.. parts.DistinctBy(p => $"{p.Kind} {p.IsInteger} {(p.IsPart ? "part" : "")} {JsonText.Of(p.Json, true)}")];

    private static bool IsCombined(SchemaNode node) => node.Kind is SchemaKind.AllOf or SchemaKind.AnyOf or SchemaKind.OneOf;

    private void CompareLimit(SchemaNode old, SchemaNode now, string word, string type)
    {
        var before = old.Limit(word);
        var after = now.Limit(word);
        if (before != after)
        {
            Add(type + (before is null ? "_ADDED" : after is null ? "_REMOVED" : before < after ? "_INCREASED" : "_DECREASED"), word);
        }
    }

    private JsonSchemaDiff Try(SchemaNode old, SchemaNode now, string? below = null)
    {
        var attempt = new JsonSchemaDiff(lenient, inProgress, entered, below is null ? path : $"{path}/{below}");
        attempt.Compare(old, now);
        return attempt;
    }

    private void Within(string segment, Action action)
    {
        var outer = path;
        path = $"{path}/{segment}";
        action();
        path = outer;
    }

    private void Add(string type, string? below = null)
    {
        var full = below is null ? path : $"{path}/{below}";
        var at = full.Length == 0 ? "#/" : "#" + full;
        found.Add(new SchemaDifference(type, at, JsonSchemaRules.IsCompatible(type, lenient),
            $"{{errorType:\"{type}\", description:\"{JsonSchemaRules.Describe(type, at)}'}}"));
    }
}
