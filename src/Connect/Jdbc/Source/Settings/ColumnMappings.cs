using Ms2Lab.Connect.Api;

namespace Ms2Lab.Connect.Jdbc.Source.Settings;

/// <summary>Mappings from tables, by a regular expression for their full names, to columns: <c>regex:[col1|col2]</c> or <c>regex:column</c>.</summary>
internal sealed class ColumnMappings : IConfigValidator
{
    private readonly bool _several;

    private ColumnMappings(bool several) => _several = several;

    /// <summary>Mappings to a list of columns between brackets.</summary>
    public static ColumnMappings Several { get; } = new(true);

    /// <summary>Mappings to one column.</summary>
    public static ColumnMappings Single { get; } = new(false);

    /// <inheritdoc/>
    public void EnsureValid(string name, object? value)
    {
        foreach (var mapping in ((IReadOnlyList<string>?)value ?? []).Select(m => m.Trim()))
        {
            var parts = mapping.Split(':');
            if (parts.Length != 2)
            {
                throw new ConfigException(name, mapping, $"Invalid format. Expected '{(_several ? "regex:[col1|col2|...]" : "regex:columnName")}'");
            }

            var pattern = parts[0].Trim();
            if (Re2Syntax.ErrorOf(pattern) is { } error)
            {
                throw new ConfigException(name, pattern, $"Invalid regular expression: {error}");
            }

            CheckColumns(name, parts[1].Trim());
        }
    }

    /// <inheritdoc/>
    public override string ToString() => _several
        ? "a list of mappings in the format 'regex:[col1|col2|...]' where regex is a valid Java regular expression and columns are valid column names"
        : "a list of mappings in the format 'regex:columnName' where regex is a valid Java regular expression and columnName is a valid column name";

    /// <summary>The columns of a table by the one mapping that covers it.</summary>
    /// <param name="mappings">Mappings that have been checked.</param>
    /// <param name="table">The table.</param>
    /// <param name="what">timestamp or incrementing, for the error.</param>
    /// <exception cref="ConnectException">No mapping covers the table, or several do.</exception>
    public static IReadOnlyList<string> Of(IReadOnlyList<string> mappings, Database.TableId table, string what)
    {
        var covering = mappings.Where(m => JavaRegex.Compile(m.Split(':')[0].Trim()).IsMatch(table.Unquoted)).ToList();
        if (covering.Count != 1)
        {
            var problem = covering.Count == 0 ? "does not match any" : "matches more than one";
            throw new ConnectException($"Error while validating {what} column mappings: Included table '{table}' {problem} of the provided regexes");
        }

        var columns = covering[0].Split(':', 2)[1].Trim();
        return columns.StartsWith('[') ? columns[1..^1].Split('|') : [columns];
    }

    private void CheckColumns(string name, string columns)
    {
        if (!_several)
        {
            if (columns.Length == 0)
            {
                throw new ConfigException(name, columns, "Column name cannot be empty");
            }

            return;
        }

        if (!columns.StartsWith('[') || !columns.EndsWith(']'))
        {
            throw new ConfigException(name, columns, "Columns list must be enclosed in square brackets");
        }

        var content = columns.Length < 2 ? "" : columns[1..^1];
        if (string.IsNullOrWhiteSpace(content))
        {
            throw new ConfigException(name, columns, "Columns list cannot be empty");
        }

        if (content.Split('|').Any(string.IsNullOrWhiteSpace))
        {
            throw new ConfigException(name, columns, "Every column name should be non-empty string");
        }
    }
}
