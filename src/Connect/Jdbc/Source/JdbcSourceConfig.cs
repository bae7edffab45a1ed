using Ms2Lab.Connect.Api;
using Ms2Lab.Connect.Jdbc.Database;
using Ms2Lab.Connect.Jdbc.Settings;
using Ms2Lab.Connect.Jdbc.Source.Settings;
using Ms2Lab.Connect.Jdbc.Values;
using MySqlConnector;

namespace Ms2Lab.Connect.Jdbc.Source;

/// <summary>The source connector's settings, read.</summary>
internal sealed class JdbcSourceConfig
{
    private readonly ConfigValues _values;

    private JdbcSourceConfig(ConfigValues values) => _values = values;

    /// <summary>Reads a connector's settings.</summary>
    /// <exception cref="ConfigException">One is missing or wrong.</exception>
    public static JdbcSourceConfig OfConnector(IReadOnlyDictionary<string, string> props) => new(SourceSettings.Definition.Parse(props));

    /// <summary>Reads a task's settings, which have its tables too.</summary>
    /// <exception cref="ConfigException">One is missing or wrong.</exception>
    public static JdbcSourceConfig OfTask(IReadOnlyDictionary<string, string> props) => new(SourceSettings.TaskDefinition.Parse(props));

    public string Url => _values.RequireString(ConnectionSettings.Url);

    public int ConnectionAttempts => _values.GetInt(ConnectionSettings.Attempts);

    public TimeSpan ConnectionBackoff => TimeSpan.FromMilliseconds(_values.GetLong(ConnectionSettings.BackoffMs));

    public IReadOnlyList<string> Whitelist => _values.GetList(SourceSettings.Whitelist);

    public IReadOnlyList<string> Blacklist => _values.GetList(SourceSettings.Blacklist);

    public IReadOnlyList<string> IncludeList => _values.GetList(SourceSettings.IncludeList);

    public IReadOnlyList<string> ExcludeList => _values.GetList(SourceSettings.ExcludeList);

    public IReadOnlyList<string> TableTypes => _values.GetList(SourceSettings.TableTypes);

    public string? Catalog => _values.GetString(SourceSettings.CatalogPattern);

    public string Mode => _values.RequireString(SourceSettings.Mode);

    public string IncrementingColumn => _values.RequireString(SourceSettings.IncrementingColumn);

    public IReadOnlyList<string> TimestampColumns => _values.GetList(SourceSettings.TimestampColumns);

    public IReadOnlyList<string> IncrementingMapping => _values.GetList(SourceSettings.IncrementingMapping);

    public IReadOnlyList<string> TimestampMapping => _values.GetList(SourceSettings.TimestampMapping);

    /// <summary>Milliseconds since 1970, -1 for now, null for the beginning.</summary>
    public long? TimestampInitial => (long?)_values.Get(SourceSettings.TimestampInitial);

    public TimeSpan TimestampDelay => TimeSpan.FromMilliseconds(_values.GetLong(SourceSettings.TimestampDelay));

    public bool ValidatesNonNull => _values.GetBoolean(SourceSettings.ValidateNonNull);

    public string QuerySuffix => _values.RequireString(SourceSettings.QuerySuffix).Trim();

    public string IsolationMode => _values.RequireString(SourceSettings.IsolationMode);

    /// <summary>How often to run a query that failed; not positive for ever.</summary>
    public int QueryRetries => _values.GetInt(SourceSettings.QueryRetries);

    public TimeSpan PollInterval => TimeSpan.FromMilliseconds(_values.GetInt(SourceSettings.PollInterval));

    public int BatchMaxRows => _values.GetInt(SourceSettings.BatchMaxRows);

    /// <summary>How many records may wait to be handed over.</summary>
    public int BufferSize => _values.GetInt(SourceSettings.MaxBufferSize) is var size and not 0 ? size : BatchMaxRows * 4;

    public TimeSpan PollLinger => TimeSpan.FromMilliseconds(_values.GetLong(SourceSettings.PollLinger));

    public TimeSpan TableStartupLimit => TimeSpan.FromMilliseconds(_values.GetLong(SourceSettings.TableStartupLimit));

    public TimeSpan TablePollInterval => TimeSpan.FromMilliseconds(_values.GetLong(SourceSettings.TablePollInterval));

    public string TopicPrefix => _values.RequireString(SourceSettings.TopicPrefix).Trim();

    public TimestampGranularity Granularity => TimestampGranularity.Of(_values.RequireString(SourceSettings.Granularity));

    /// <summary>The zone of the database's times.</summary>
    public TimeZoneInfo Zone => ZoneIds.Find(_values.RequireString(SourceSettings.DbTimezone));

    /// <summary>Whether days before 1582-10-15 are Julian.</summary>
    public bool IsHybridCalendar => _values.RequireString(SourceSettings.DateCalendar) == "LEGACY";

    /// <summary>How names are quoted.</summary>
    /// <exception cref="JavaException">The setting is unknown.</exception>
    public IdentifierQuotes Quotes => IdentifierQuotes.Parse(_values.RequireString(SourceSettings.QuoteIdentifiers));

    /// <summary>The query in clear, from <c>query</c> or <c>query.masked</c>; null where tables are read.</summary>
    public string? Query => IsQueryMasked ? MaskedQuery : PlainQuery is { Length: > 0 } query ? query : null;

    public string PlainQuery => _values.RequireString(SourceSettings.Query);

    public string MaskedQuery => _values.GetPassword(SourceSettings.QueryMasked)?.Value ?? "";

    /// <summary>Whether the query must not be shown in the log.</summary>
    public bool IsQueryMasked => MaskedQuery.Length > 0;

    /// <summary>The task's tables, as <see cref="TableId.Parse"/> reads them.</summary>
    public IReadOnlyList<string> Tables => _values.GetList(SourceSettings.Tables);

    public bool TablesFetched => _values.GetBoolean(SourceSettings.TablesFetched);

    public TimeSpan ShutdownLimit => TimeSpan.FromSeconds(_values.GetInt(SourceSettings.ShutdownLimit));

    /// <summary>What the driver needs to connect.</summary>
    /// <exception cref="ConnectException">The address is not of JDBC.</exception>
    /// <exception cref="SqlException">No driver understands the address.</exception>
    public MySqlConnectionStringBuilder ConnectionString() => DriverSettings.Of(
        Url, _values.GetString(ConnectionSettings.User), _values.GetPassword(ConnectionSettings.Password)?.Value);

    /// <summary>How Connector/J is told to read columns, by <c>connection.NAME</c> or behind the address's question mark.</summary>
    public DriverReading Reading => new(
        Flag("tinyInt1isBit", standard: true), Flag("transformedBitIsBoolean", standard: false), Flag("yearIsDateType", standard: true),
        DriverProperty("zeroDateTimeBehavior")?.ToUpperInvariant() ?? DriverReading.ZeroDateException);

    private bool Flag(string name, bool standard) => DriverProperty(name) is { } text ? text.ToUpperInvariant() is "TRUE" or "YES" : standard;

    private string? DriverProperty(string name) =>
        _values.Originals.GetValueOrDefault(ConnectionSettings.Prefix + name) ?? DriverSettings.UrlProperty(Url, name);
}
