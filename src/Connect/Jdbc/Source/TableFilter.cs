using Ms2Lab.Connect.Api;
using Ms2Lab.Connect.Jdbc.Database;
using Ms2Lab.Connect.Jdbc.Source.Settings;

namespace Ms2Lab.Connect.Jdbc.Source;

/// <summary>Which of the tables that are there the connector reads: by regular expressions if there are any, else by a list of names.</summary>
internal sealed class TableFilter
{
    private static readonly IdentifierQuotes Always = new(true);

    private readonly IReadOnlyList<JavaRegex> _included;
    private readonly IReadOnlyList<JavaRegex> _excluded;
    private readonly HashSet<string> _whitelist;
    private readonly HashSet<string> _blacklist;

    public TableFilter(JdbcSourceConfig config)
    {
        _included = [.. config.IncludeList.Select(JavaRegex.Compile)];
        _excluded = [.. config.ExcludeList.Select(JavaRegex.Compile)];
        _whitelist = config.Whitelist.ToHashSet(StringComparer.Ordinal);
        _blacklist = config.Blacklist.ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>The settings to mend when two tables have one name, as the error lists them.</summary>
    public string SettingsToMend => _whitelist.Count > 0
        ? $"'{SourceSettings.Whitelist}'"
        : _blacklist.Count > 0 ? $"'{SourceSettings.Blacklist}'" : $"'{SourceSettings.Whitelist}' or '{SourceSettings.Blacklist}'";

    /// <summary>The tables to read, in the order given.</summary>
    public IReadOnlyList<TableId> Of(IEnumerable<TableId> tables) => [.. tables.Where(IsRead)];

    private bool IsRead(TableId table)
    {
        if (_included.Count + _excluded.Count > 0)
        {
            return _included.Any(r => r.IsMatch(table.Unquoted)) && !_excluded.Any(r => r.IsMatch(table.Unquoted));
        }

        return _whitelist.Count > 0 ? IsNamed(_whitelist, table) : !IsNamed(_blacklist, table);
    }

    private static bool IsNamed(HashSet<string> names, TableId table) =>
        names.Contains(table.Unquoted) || names.Contains(table.ToSql(Always)) || names.Contains(table.Table);
}
