using Ms2Lab.Connect.Jdbc.Database;

namespace Ms2Lab.Connect.Jdbc.Source.Queries;

/// <summary>What is read again and again: a table, or the user's query.</summary>
internal sealed class QueryTarget
{
    private const string TableField = "table";

    private QueryTarget(TableId? table, string name, string select, string topic)
    {
        Table = table;
        Name = name;
        Select = select;
        Topic = topic;
    }

    /// <summary>The table, or null.</summary>
    public TableId? Table { get; }

    /// <summary>How logs and errors name it.</summary>
    public string Name { get; }

    /// <summary>The statement without its criteria.</summary>
    public string Select { get; }

    /// <summary>Where its rows go.</summary>
    public string Topic { get; }

    /// <summary>The part of the source in which offsets are kept, as written now.</summary>
    public IReadOnlyDictionary<string, object?> Partition => Table is null
        ? new Dictionary<string, object?> { ["query"] = "query" }
        : new Dictionary<string, object?> { [TableField] = Table.Unquoted, ["protocol"] = "1" };

    /// <summary>The part of the source by the table's bare name: the form of old offsets, and still that of mode bulk.</summary>
    public IReadOnlyDictionary<string, object?> BarePartition => Table is null ? Partition : new Dictionary<string, object?> { [TableField] = Table.Table };

    /// <summary>A table of a task's list.</summary>
    /// <param name="name">The table as the list has it.</param>
    /// <param name="config">The configuration.</param>
    public static QueryTarget OfTable(string name, JdbcSourceConfig config)
    {
        var table = TableId.Parse(name);
        return new QueryTarget(table, name, $"SELECT * FROM {table.ToSql(config.Quotes)}", config.TopicPrefix + table.Table);
    }

    /// <summary>The configured query.</summary>
    public static QueryTarget OfQuery(string query, JdbcSourceConfig config) => new(null, query, query, config.TopicPrefix);
}
