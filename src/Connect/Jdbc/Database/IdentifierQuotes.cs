using Ms2Lab.Connect.Api;

namespace Ms2Lab.Connect.Jdbc.Database;

/// <summary>Whether names of tables and columns stand between backticks in statements (<c>quote.sql.identifiers</c>).</summary>
/// <param name="Always">True to quote every name, false to quote none.</param>
public sealed record IdentifierQuotes(bool Always)
{
    /// <summary>Reads the setting, whatever its case.</summary>
    /// <exception cref="JavaException">It is neither <c>always</c> nor <c>never</c>.</exception>
    public static IdentifierQuotes Parse(string method) => method.ToUpperInvariant() switch
    {
        "ALWAYS" => new IdentifierQuotes(true),
        "NEVER" => new IdentifierQuotes(false),
        _ => throw new JavaException("java.lang.IllegalArgumentException", $"No matching QuoteMethod found for '{method}'"),
    };

    /// <summary>The name as it stands in a statement. A backtick within is left alone, as the connector does.</summary>
    public string Quote(string name) => Always ? $"`{name}`" : name;
}
