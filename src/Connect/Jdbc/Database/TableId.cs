using Ms2Lab.Connect.Api;

namespace Ms2Lab.Connect.Jdbc.Database;

/// <summary>The name of a table, with the database (JDBC's catalog) and schema that may stand before it.</summary>
/// <param name="Catalog">The database, or null.</param>
/// <param name="Schema">The schema, or null; MySQL has none, so a name with one is refused by the server.</param>
/// <param name="Table">The table.</param>
public sealed record TableId(string? Catalog, string? Schema, string Table)
{
    /// <summary>Reads <c>[[catalog.]schema.]table</c>, each part bare or between backticks.</summary>
    /// <exception cref="JavaException">The name ends with a point or a quote is not closed.</exception>
    public static TableId Parse(string name)
    {
        var parts = Split(name);
        return parts.Count switch
        {
            0 => throw new JavaException("java.lang.IllegalArgumentException", "Invalid fully qualified name: '" + name + "'"),
            1 => new TableId(null, null, parts[0]),
            2 => new TableId(null, parts[0], parts[1]),
            _ => new TableId(parts[0], parts[1], parts[2]),
        };
    }

    /// <summary>The name as SQL takes it.</summary>
    public string ToSql(IdentifierQuotes quotes) => string.Join('.', Parts().Select(quotes.Quote));

    /// <summary>The name without quotes, for example <c>db.orders</c>.</summary>
    public string Unquoted => string.Join('.', Parts());

    /// <summary>The name as messages show it, for example <c>"db"."orders"</c>.</summary>
    public override string ToString() => string.Join('.', Parts().Select(p => $"\"{p}\""));

    private IEnumerable<string> Parts()
    {
        if (Catalog is not null)
        {
            yield return Catalog;
        }

        if (Schema is not null)
        {
            yield return Schema;
        }

        yield return Table;
    }

    private static List<string> Split(string name)
    {
        var parts = new List<string>();
        var rest = name;
        while (rest.Length > 0)
        {
            int end;
            if (rest[0] == '`')
            {
                end = rest.IndexOf('`', 1);
                if (end < 0)
                {
                    throw new JavaException("java.lang.IllegalArgumentException", $"Failure parsing fully qualified identifier; missing trailing quote in {rest}");
                }

                parts.Add(rest[1..end++]);
            }
            else
            {
                end = rest.IndexOf('.', StringComparison.Ordinal);
                end = end < 0 ? rest.Length : end;
                parts.Add(rest[..end]);
            }

            rest = rest[end..];
            if (rest.Length > 0)
            {
                rest = rest[0] == '.' ? rest[1..] : rest;
                if (rest.Length == 0)
                {
                    throw new JavaException("java.lang.IllegalArgumentException", "Failure parsing fully qualified identifier; ends in delimiter .");
                }
            }
        }

        return parts;
    }
}
