namespace Ms2Lab.Schemas.Formats.Avro;

/// <summary>The name of a record, enum or fixed: a simple name and an optional name space.</summary>
public sealed record AvroName
{
    /// <summary>Splits <paramref name="name"/> at its last dot; an undotted name lives in <paramref name="space"/>. Throws on illegal characters.</summary>
    public AvroName(string name, string? space)
    {
        var dot = name.LastIndexOf('.');
        Simple = Checked(dot < 0 ? name : name[(dot + 1)..]);
        var wanted = dot < 0 ? space : name[..dot];
        Space = string.IsNullOrEmpty(wanted) ? null : wanted;
        Full = Space is null ? Simple : $"{Space}.{Simple}";
    }

    /// <summary>The part after the last dot.</summary>
    public string Simple { get; }

    /// <summary>The name space, or null.</summary>
    public string? Space { get; }

    /// <summary>Name space, dot and simple name.</summary>
    public string Full { get; }

    /// <summary>Throws where a part of the name space is no legal name; as in Java this is looked at when the schema is complete.</summary>
    internal void RequireSpace()
    {
        foreach (var part in Space?.Split('.') ?? [])
        {
            try
            {
                Checked(part);
            }
            catch (AvroSchemaException e)
            {
                throw new AvroSchemaException($"Namespace part \"{part}\" is invalid: {e.Message}");
            }
        }
    }

    /// <summary>The simple name inside its own name space, the full one elsewhere.</summary>
    public string Within(string? space) => Space is null || Space == space ? Simple : Full;

    /// <summary>Returns <paramref name="name"/> if it is a legal name: a letter or underscore, then letters, digits, underscores.</summary>
    public static string Checked(string name)
    {
        if (name.Length == 0)
        {
            throw new AvroSchemaException("Empty name");
        }

        if (!char.IsLetter(name[0]) && name[0] != '_')
        {
            throw new AvroSchemaException($"Illegal initial character: {name}");
        }

        foreach (var c in name)
        {
            if (!char.IsLetterOrDigit(c) && c != '_')
            {
                throw new AvroSchemaException($"Illegal character in: {name}");
            }
        }

        return name;
    }
}
