using Ms2Lab.Connect.Api;
using Ms2Lab.Connect.Jdbc.Database;
using Ms2Lab.Connect.Jdbc.Settings;
using Ms2Lab.Connect.Jdbc.Source.Settings;

namespace Ms2Lab.Connect.Jdbc.Source;

/// <summary>One validation of a source connector's configuration; the first check that finds something is the last one made.</summary>
internal sealed class SourceValidation(IReadOnlyDictionary<string, string> props)
{
    private const string MixedApproaches =
        "Cannot mix legacy and new configuration approaches. Legacy configurations (table.whitelist, table.blacklist, timestamp.column.name, "
        + "incrementing.column.name) cannot be used together with new configurations (table.include.list, table.exclude.list, timestamp.columns.mapping, "
        + "incrementing.column.mapping). Please choose one approach: either use all legacy configurations or all new configurations.";

    private readonly IReadOnlyList<ConfigValue> _values = SourceSettings.Definition.Validate(props);

    /// <summary>The values with their errors.</summary>
    public ConfigValidation Run()
    {
        if (_values.All(v => v.ErrorMessages.Count == 0))
        {
            try
            {
                Check(JdbcSourceConfig.OfConnector(props));
            }
            catch (JavaException)
            {
                // The connector logs what it did not expect while it validates, such as an isolation mode that nobody knows, and lets the settings pass.
            }
        }

        return new ConfigValidation(_values);
    }

    private void Check(JdbcSourceConfig config)
    {
        var filters = Filters(config);
        var columns = Columns(config);
        var passed = IsolationFits(config) && ApproachesFit(config, filters, columns) && QueryFits(config, filters) && QueryHasColumn(config)
            && Connects(config) && QueryRuns(config);
        if (passed && (filters.Skip(2).Any(f => f.IsSet) || columns.Skip(2).Any(c => c.IsSet)))
        {
            _ = ExcludesFromIncluded(config)
                && MappingFits(SourceModes.UsesTimestamp(config.Mode), config.TimestampMapping, "Timestamp", "timestamp", SourceSettings.TimestampMapping)
                && MappingFits(SourceModes.UsesIncrementing(config.Mode), config.IncrementingMapping, "Incrementing", "incrementing", SourceSettings.IncrementingMapping);
        }
    }

    // The two old settings first, then the two new ones.
    private static (string Name, bool IsSet)[] Filters(JdbcSourceConfig config) =>
    [
        (SourceSettings.Whitelist, config.Whitelist.Count > 0), (SourceSettings.Blacklist, config.Blacklist.Count > 0),
        (SourceSettings.IncludeList, config.IncludeList.Count > 0), (SourceSettings.ExcludeList, config.ExcludeList.Count > 0),
    ];

    private static (string Name, bool IsSet)[] Columns(JdbcSourceConfig config) =>
    [
        (SourceSettings.TimestampColumns, config.TimestampColumns.Count > 0 && !string.IsNullOrWhiteSpace(config.TimestampColumns[0])),
        (SourceSettings.IncrementingColumn, !string.IsNullOrWhiteSpace(config.IncrementingColumn)),
        (SourceSettings.TimestampMapping, config.TimestampMapping.Count > 0), (SourceSettings.IncrementingMapping, config.IncrementingMapping.Count > 0),
    ];

    private bool IsolationFits(JdbcSourceConfig config) =>
        IsolationModes.Parse(config.IsolationMode) != IsolationModes.SqlServerSnapshot
        || Refuse("Isolation mode of `SQL_SERVER_SNAPSHOT` can only be configured with a Sql Server Dialect", SourceSettings.IsolationMode);

    private bool ApproachesFit(JdbcSourceConfig config, (string Name, bool IsSet)[] filters, (string Name, bool IsSet)[] columns)
    {
        if (config.Query is not null)
        {
            return true;
        }

        var usesOld = filters.Take(2).Concat(columns.Take(2)).Any(s => s.IsSet);
        var usesNew = filters.Skip(2).Concat(columns.Skip(2)).Any(s => s.IsSet);
        if (usesOld && usesNew)
        {
            return Refuse(MixedApproaches, [.. filters.Concat(columns).Where(s => s.IsSet).Select(s => s.Name)]);
        }

        return usesOld || usesNew || Refuse(
            "At least one table filtering configuration is required. Provide one of: table.whitelist, table.blacklist, table.include.list, or table.exclude.list.",
            [.. filters.Select(f => f.Name)]);
    }

    private bool QueryFits(JdbcSourceConfig config, (string Name, bool IsSet)[] filters)
    {
        if (config.PlainQuery.Length > 0 && config.IsQueryMasked)
        {
            return Refuse(
                "Both 'query' and 'query.masked' configs cannot be set at the same time. Please use only one of them.",
                SourceSettings.Query, SourceSettings.QueryMasked);
        }

        if (config.Query is not null && filters.Any(f => f.IsSet))
        {
            return Refuse(
                "Do not specify table filtering configs with 'query'. Remove table.whitelist / table.blacklist / table.include.list / table.exclude.list when "
                + "using query mode or 'query' when using table filtering mode.",
                [SourceSettings.Query, SourceSettings.QueryMasked, .. filters.Where(f => f.IsSet).Select(f => f.Name)]);
        }

        return config.Query is not { } query || IsSelect(query) || Refuse(
            $"Only SELECT statements are supported for '{QuerySetting(config)}'. Please provide a statement that starts with SELECT.", QuerySetting(config));
    }

    private bool QueryHasColumn(JdbcSourceConfig config) =>
        config.Query is null || !SourceModes.UsesIncrementing(config.Mode) || !string.IsNullOrWhiteSpace(config.IncrementingColumn) || Refuse(
            "'incrementing.column.name' must be provided when using mode 'incrementing' or 'timestamp+incrementing' with a custom query. The incrementing column "
            + "cannot be auto-discovered in query mode because there is no table to inspect. Note that 'incrementing.column.mapping' is not applied in query mode "
            + "(it maps columns by table-name regex, and a custom query has no underlying table to match), so 'incrementing.column.name' must be set explicitly.",
            SourceSettings.IncrementingColumn);

    private bool Connects(JdbcSourceConfig config)
    {
        try
        {
            _ = config.Quotes;
            JdbcSourceConnector.Wait(ConnectAsync(config, _ => Task.CompletedTask));
            return true;
        }
        catch (Exception e) when (e is SqlException or ConnectException or JavaException)
        {
            return Refuse("Could not connect to database. " + e.Message, ConnectionSettings.Url);
        }
    }

    private bool QueryRuns(JdbcSourceConfig config)
    {
        if (config.Query is not { } query)
        {
            return true;
        }

        try
        {
            JdbcSourceConnector.Wait(ConnectAsync(config, c => c.CheckAsync(query, CancellationToken.None)));
            return true;
        }
        catch (SqlException e)
        {
            var state = e.SqlState is null ? null : $"SQLState: {e.SqlState}";
            var code = e.ErrorCode == 0 ? null : $"errorCode: {e.ErrorCode}";
            var details = string.Join(", ", new[] { state, code }.OfType<string>());
            return Refuse(
                "The configured query is not valid and has database/connection errors. Please provide the correct query by validating the query syntax and the "
                + "existing table/column names with the database being connected" + (details.Length == 0 ? "" : $" ({details})"),
                QuerySetting(config));
        }
    }

    private bool ExcludesFromIncluded(JdbcSourceConfig config) => config.ExcludeList.Count == 0 || config.IncludeList.Count > 0 || Refuse(
        "table.exclude.list cannot be used without table.include.list. Exclude list only applies to tables that match the include list.",
        SourceSettings.ExcludeList);

    private bool MappingFits(bool isUsed, IReadOnlyList<string> mapping, string kind, string mode, string setting)
    {
        var modes = $"'{mode}' or '{SourceModes.TimestampIncrementing}'";
        return isUsed == mapping.Count > 0 || Refuse(
            isUsed
                ? $"{kind} column configuration must be provided when using mode {modes}. Provide '{setting}'."
                : $"{kind} column configurations should not be provided if mode is not {modes}. Remove '{setting}'.",
            SourceSettings.Mode);
    }

    private static async Task ConnectAsync(JdbcSourceConfig config, Func<JdbcConnection, Task> use)
    {
        var connection = await JdbcConnection.OpenAsync(config.ConnectionString(), CancellationToken.None).ConfigureAwait(false);
        await using (connection.ConfigureAwait(false))
        {
            await use(connection).ConfigureAwait(false);
        }
    }

    private static string QuerySetting(JdbcSourceConfig config) => config.IsQueryMasked ? SourceSettings.QueryMasked : SourceSettings.Query;

    private static bool IsSelect(string query)
    {
        var text = query.Trim();
        return text.StartsWith("SELECT", StringComparison.OrdinalIgnoreCase) && (text.Length == 6 || !(char.IsLetterOrDigit(text[6]) || text[6] == '_'));
    }

    private bool Refuse(string error, params string[] settings)
    {
        foreach (var setting in settings)
        {
            _values.Single(v => v.Name == setting).AddErrorMessage(error);
        }

        return false;
    }
}
