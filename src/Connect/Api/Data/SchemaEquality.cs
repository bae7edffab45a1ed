namespace Ms2Lab.Connect.Api;

/// <summary>Equality and hash of schemas over everything that a schema says.</summary>
internal static class SchemaEquality
{
    // Two references are one if they have the same name: what they are inside of is being compared already.
    public static bool Equal(Schema a, Schema b) => a.IsReference || b.IsReference
        ? a.IsReference == b.IsReference && a.IsOptional == b.IsOptional && a.Name == b.Name
        : a.Type == b.Type
        && a.IsOptional == b.IsOptional
        && a.Version == b.Version
        && a.Name == b.Name
        && a.Doc == b.Doc
        && ValueEquality.Equal(a.DefaultValue, b.DefaultValue)
        && Equals(a.KeyOrNull, b.KeyOrNull)
        && Equals(a.ValueOrNull, b.ValueOrNull)
        && FieldsEqual(a.FieldsOrEmpty, b.FieldsOrEmpty)
        && ParametersEqual(a.Parameters, b.Parameters);

    public static bool ParametersEqual(IReadOnlyDictionary<string, string>? a, IReadOnlyDictionary<string, string>? b)
    {
        if (ReferenceEquals(a, b))
        {
            return true;
        }

        return a is not null && b is not null && a.Count == b.Count && a.All(p => b.TryGetValue(p.Key, out var v) && v == p.Value);
    }

    public static int Hash(Schema schema)
    {
        var hash = default(HashCode);
        hash.Add(schema.Type);
        hash.Add(schema.IsOptional);
        if (schema.IsReference)
        {
            return hash.ToHashCode();
        }

        hash.Add(schema.Name);
        hash.Add(schema.Version);
        hash.Add(schema.Doc);
        hash.Add(schema.KeyOrNull);
        hash.Add(schema.ValueOrNull);
        foreach (var field in schema.FieldsOrEmpty)
        {
            hash.Add(field.Name);
            hash.Add(field.Schema);
        }

        return hash.ToHashCode();
    }

    private static bool FieldsEqual(IReadOnlyList<Field> a, IReadOnlyList<Field> b)
    {
        if (a.Count != b.Count)
        {
            return false;
        }

        for (var i = 0; i < a.Count; i++)
        {
            if (!a[i].Equals(b[i]))
            {
                return false;
            }
        }

        return true;
    }
}
