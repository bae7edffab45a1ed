namespace Ms2Lab.Schemas.Formats.Avro;

/// <summary>Which names are legal: a letter or underscore, then letters, digits and underscores. The texts are Avro's.</summary>
internal static class AvroNames
{
    /// <summary>Returns <paramref name="name"/> if it is legal.</summary>
    /// <param name="name">A simple name or a part of a name space.</param>
    /// <param name="asciiOnly">Whether letters and digits of other alphabets are refused.</param>
    /// <exception cref="AvroSchemaException">It is not.</exception>
    internal static string Checked(string name, bool asciiOnly)
    {
        if (name.Length == 0)
        {
            throw new AvroSchemaException("Empty name");
        }

        if (!IsLetter(name[0], asciiOnly) && name[0] != '_')
        {
            throw new AvroSchemaException($"Illegal initial character: {name}");
        }

        foreach (var c in name)
        {
            if (!IsLetter(c, asciiOnly) && !IsDigit(c, asciiOnly) && c != '_')
            {
                throw new AvroSchemaException($"Illegal character in: {name}");
            }
        }

        return name;
    }

    /// <summary>Requires every part of a name space to be legal.</summary>
    internal static void RequireSpace(string? space, bool asciiOnly)
    {
        foreach (var part in space?.Split('.') ?? [])
        {
            try
            {
                Checked(part, asciiOnly);
            }
            catch (AvroSchemaException e)
            {
                throw new AvroSchemaException($"Namespace part \"{part}\" is invalid: {e.Message}");
            }
        }
    }

    /// <summary>Requires the names of a whole schema to be legal in any alphabet; name spaces are not looked at.</summary>
    internal static void Require(AvroSchema schema) => Require(schema, new HashSet<AvroSchema>(ReferenceEqualityComparer.Instance));

    private static void Require(AvroSchema schema, HashSet<AvroSchema> seen)
    {
        if (!seen.Add(schema))
        {
            return;
        }

        if (schema is AvroNamed named)
        {
            Checked(named.Name.Simple, asciiOnly: false);
        }

        switch (schema)
        {
            case AvroRecord record:
                foreach (var field in record.Fields)
                {
                    Checked(field.Name, asciiOnly: false);
                    Require(field.Schema, seen);
                }

                break;
            case AvroEnum symbols:
                foreach (var symbol in symbols.Symbols)
                {
                    Checked(symbol, asciiOnly: false);
                }

                break;
            case AvroArray array:
                Require(array.Items, seen);
                break;
            case AvroMap map:
                Require(map.Values, seen);
                break;
            case AvroUnion union:
                foreach (var branch in union.Branches)
                {
                    Require(branch, seen);
                }

                break;
        }
    }

    private static bool IsLetter(char c, bool asciiOnly) => asciiOnly ? char.IsAsciiLetter(c) : char.IsLetter(c);

    private static bool IsDigit(char c, bool asciiOnly) => asciiOnly ? char.IsAsciiDigit(c) : char.IsLetterOrDigit(c);
}
