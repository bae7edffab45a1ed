using System.Text.RegularExpressions;

namespace Ms2Lab.Schemas.Formats.JsonSchema;

/// <content>Objects and arrays: content models.</content>
internal sealed partial class JsonSchemaDiff
{
    private static readonly TimeSpan PatternLimit = TimeSpan.FromSeconds(1);

    private void CompareObject(SchemaNode old, SchemaNode now)
    {
        foreach (var name in old.Properties.Keys.Where(now.Properties.ContainsKey))
        {
            var before = old.Required.Contains(name);
            var after = now.Required.Contains(name);
            if (before != after)
            {
                Add(before ? "REQUIRED_ATTRIBUTE_REMOVED" : now.Properties[name].HasDefault ? "REQUIRED_ATTRIBUTE_WITH_DEFAULT_ADDED" : "REQUIRED_ATTRIBUTE_ADDED",
                    $"required/{name}");
            }
        }

        foreach (var name in JavaHashOrder.Of(old.Properties.Keys.Concat(now.Properties.Keys), old.Properties.Count))
        {
            Within($"properties/{name}", () => CompareProperty(old, now, name));
        }

        CompareDependencies(old, now);
        Within("additionalProperties", () => CompareAdditional(old, now, "ADDITIONAL_PROPERTIES"));
        CompareUnevaluated(old, now, "unevaluatedProperties", "UNEVALUATED_PROPERTIES");
        CompareLimit(old, now, "maxProperties", "MAX_PROPERTIES");
        CompareLimit(old, now, "minProperties", "MIN_PROPERTIES");
    }

    private void CompareProperty(SchemaNode old, SchemaNode now, string name)
    {
        var before = old.Properties.GetValueOrDefault(name);
        var after = now.Properties.GetValueOrDefault(name);
        if (after is null)
        {
            if (IsOpen(now))
            {
                Add("PROPERTY_REMOVED_FROM_OPEN_CONTENT_MODEL");
            }
            else if (Covering(now, name) is { } cover)
            {
                Cover(Try(before!, cover), "PROPERTY_REMOVED");
            }
            else
            {
                Add(before!.Kind == SchemaKind.False ? "PROPERTY_WITH_FALSE_REMOVED_FROM_CLOSED_CONTENT_MODEL" : "PROPERTY_REMOVED_FROM_CLOSED_CONTENT_MODEL");
            }
        }
        else if (before is null)
        {
            AddedProperty(old, now, name, after);
        }
        else
        {
            Compare(before, after);
        }
    }

    private void AddedProperty(SchemaNode old, SchemaNode now, string name, SchemaNode added)
    {
        var open = IsOpen(old);
        if (open && added.Kind == SchemaKind.Empty)
        {
            Add("PROPERTY_WITH_EMPTY_SCHEMA_ADDED_TO_OPEN_CONTENT_MODEL");
            return;
        }

        if (!open && Covering(old, name) is { } cover)
        {
            Cover(Try(cover, added), "PROPERTY_ADDED");
        }

        var kind = !now.Required.Contains(name) ? "OPTIONAL_PROPERTY" : added.HasDefault ? "REQUIRED_PROPERTY_WITH_DEFAULT" : "REQUIRED_PROPERTY";
        Add($"{kind}_ADDED_TO_{(open ? "OPEN" : "UNOPEN")}_CONTENT_MODEL");
    }

    private void CompareDependencies(SchemaNode old, SchemaNode now)
    {
        foreach (var name in JavaHashOrder.Of(old.DependentRequired.Keys.Concat(now.DependentRequired.Keys), old.DependentRequired.Count))
        {
            var before = old.DependentRequired.GetValueOrDefault(name);
            var after = now.DependentRequired.GetValueOrDefault(name);
            if (after is null || before is null)
            {
                Add(after is null ? "DEPENDENCY_ARRAY_REMOVED" : "DEPENDENCY_ARRAY_ADDED", $"dependencies/{name}");
            }
            else if (!before.SetEquals(after))
            {
                Add(after.IsSupersetOf(before) ? "DEPENDENCY_ARRAY_EXTENDED" : before.IsSupersetOf(after) ? "DEPENDENCY_ARRAY_NARROWED" : "DEPENDENCY_ARRAY_CHANGED",
                    $"dependencies/{name}");
            }
        }

        foreach (var name in JavaHashOrder.Of(old.DependentSchemas.Keys.Concat(now.DependentSchemas.Keys), old.DependentSchemas.Count))
        {
            var before = old.DependentSchemas.GetValueOrDefault(name);
            var after = now.DependentSchemas.GetValueOrDefault(name);
            if (after is null || before is null)
            {
                Add(after is null ? "DEPENDENCY_SCHEMA_REMOVED" : "DEPENDENCY_SCHEMA_ADDED", $"dependencies/{name}");
            }
            else
            {
                Within($"dependencies/{name}", () => Compare(before, after));
            }
        }
    }

    private void CompareArray(SchemaNode old, SchemaNode now)
    {
        Within("items", () => Compare(old.Items, now.Items));
        for (var i = 0; i < Math.Max(old.PrefixItems.Count, now.PrefixItems.Count); i++)
        {
            var before = i < old.PrefixItems.Count ? old.PrefixItems[i] : null;
            var after = i < now.PrefixItems.Count ? now.PrefixItems[i] : null;
            Within($"items/{i}", () => CompareItem(old, now, before, after));
        }

        Within("additionalItems", () => CompareAdditional(old, now, "ADDITIONAL_ITEMS"));
        CompareUnevaluated(old, now, "unevaluatedItems", "UNEVALUATED_ITEMS");
        CompareLimit(old, now, "maxItems", "MAX_ITEMS");
        CompareLimit(old, now, "minItems", "MIN_ITEMS");
        var unique = old.Keyword("uniqueItems")?.ValueKind == System.Text.Json.JsonValueKind.True;
        if (unique != (now.Keyword("uniqueItems")?.ValueKind == System.Text.Json.JsonValueKind.True))
        {
            Add(unique ? "UNIQUE_ITEMS_REMOVED" : "UNIQUE_ITEMS_ADDED", "uniqueItems");
        }

        CompareLimit(old, now, "maxContains", "MAX_CONTAINS");
        CompareMinContains(old, now);
    }

    // One is what minContains means when it is absent.
    private void CompareMinContains(SchemaNode old, SchemaNode now)
    {
        if ((old.Limit("minContains") ?? 1) != (now.Limit("minContains") ?? 1))
        {
            CompareLimit(old, now, "minContains", "MIN_CONTAINS");
        }
    }

    private void CompareItem(SchemaNode old, SchemaNode now, SchemaNode? before, SchemaNode? after)
    {
        if (before is not null && after is not null)
        {
            Compare(before, after);
        }
        else if (after is null)
        {
            if (IsOpen(now))
            {
                Add("ITEM_REMOVED_FROM_OPEN_CONTENT_MODEL");
            }
            else if (Covering(now, null) is { } cover)
            {
                Cover(Try(before!, cover), "ITEM_REMOVED");
            }
            else
            {
                Add(before!.Kind == SchemaKind.False ? "ITEM_WITH_FALSE_REMOVED_FROM_CLOSED_CONTENT_MODEL" : "ITEM_REMOVED_FROM_CLOSED_CONTENT_MODEL");
            }
        }
        else if (IsOpen(old))
        {
            Add(after.Kind == SchemaKind.Empty ? "ITEM_WITH_EMPTY_SCHEMA_ADDED_TO_OPEN_CONTENT_MODEL" : "ITEM_ADDED_TO_OPEN_CONTENT_MODEL");
        }
        else if (Covering(old, null) is { } cover)
        {
            Cover(Try(cover, after), "ITEM_ADDED");
        }
        else
        {
            Add("ITEM_ADDED_TO_CLOSED_CONTENT_MODEL");
        }
    }

    private void Cover(JsonSchemaDiff attempt, string change)
    {
        found.AddRange(attempt.found);
        Add($"{change}_{(attempt.IsCompatible ? "IS" : "NOT")}_COVERED_BY_PARTIALLY_OPEN_CONTENT_MODEL");
    }

    private void CompareAdditional(SchemaNode old, SchemaNode now, string type)
    {
        if (old.PermitsAdditional != now.PermitsAdditional)
        {
            Add(type + (now.PermitsAdditional ? "_ADDED" : "_REMOVED"));
        }
        else if (old.AdditionalSchema is null != now.AdditionalSchema is null)
        {
            Add(type + (old.AdditionalSchema is null ? "_NARROWED" : "_EXTENDED"));
        }
        else
        {
            Compare(old.AdditionalSchema, now.AdditionalSchema);
        }
    }

    private void CompareUnevaluated(SchemaNode old, SchemaNode now, string word, string type)
    {
        if (old.Unevaluated is null && now.Unevaluated is null)
        {
            return;
        }

        Within(word, () =>
        {
            int Rank(SchemaNode? n) => n is null ? 3 : n.Kind switch { SchemaKind.False => 0, SchemaKind.Empty => 2, _ => 1 };
            var (before, after) = (Rank(old.Unevaluated), Rank(now.Unevaluated));
            if (before == after)
            {
                Compare(old.Unevaluated, now.Unevaluated);
            }
            else
            {
                Add(type + (after == 0 ? "_REMOVED" : before == 0 ? "_ADDED" : after < before ? "_NARROWED" : "_EXTENDED"));
            }
        });
    }

    private static bool IsOpen(SchemaNode node) => node.PermitsAdditional && node.AdditionalSchema is null && node.PatternProperties.Count == 0 &&
        (node.Unevaluated is null || node.Unevaluated.Kind == SchemaKind.Empty);

    private static SchemaNode? Covering(SchemaNode node, string? name)
    {
        if (name is not null)
        {
            foreach (var (pattern, schema) in node.PatternProperties)
            {
                if (Regex.IsMatch(name, pattern, RegexOptions.ECMAScript, PatternLimit))
                {
                    return schema;
                }
            }
        }

        return node.AdditionalSchema ?? (node.PermitsAdditional && node.Unevaluated is { Kind: not (SchemaKind.False or SchemaKind.Empty) } u ? u : null);
    }
}
