using Ms2Lab.Connect.Api;
using Ms2Lab.Connect.Jdbc.Settings;

namespace Ms2Lab.Connect.Jdbc.Source.Settings;

/// <summary>The names and definitions of the source connector's settings.</summary>
internal static class SourceSettings
{
    public const string Whitelist = "table.whitelist";
    public const string Blacklist = "table.blacklist";
    public const string IncludeList = "table.include.list";
    public const string ExcludeList = "table.exclude.list";
    public const string CatalogPattern = "catalog.pattern";
    public const string DateCalendar = "date.calendar.system";
    public const string Mode = "mode";
    public const string IncrementingColumn = "incrementing.column.name";
    public const string TimestampColumns = "timestamp.column.name";
    public const string TimestampMapping = "timestamp.columns.mapping";
    public const string IncrementingMapping = "incrementing.column.mapping";
    public const string TimestampInitial = "timestamp.initial";
    public const string ValidateNonNull = "validate.non.null";
    public const string Query = "query";
    public const string QueryMasked = "query.masked";
    public const string QuoteIdentifiers = "quote.sql.identifiers";
    public const string QuerySuffix = "query.suffix";
    public const string IsolationMode = "transaction.isolation.mode";
    public const string QueryRetries = "query.retry.attempts";
    public const string TableTypes = "table.types";
    public const string PollInterval = "poll.interval.ms";
    public const string BatchMaxRows = "batch.max.rows";
    public const string MaxBufferSize = "max.buffer.size";
    public const string PollLinger = "poll.linger.ms";
    public const string TableStartupLimit = "table.monitoring.startup.polling.limit.ms";
    public const string TablePollInterval = "table.poll.interval.ms";
    public const string TopicPrefix = "topic.prefix";
    public const string TimestampDelay = "timestamp.delay.interval.ms";
    public const string DbTimezone = "db.timezone";
    public const string Granularity = "timestamp.granularity";

    /// <summary>The tables of one task, comma-separated; a setting that the connector makes.</summary>
    public const string Tables = "tables";

    /// <summary>Whether the connector has read the list of tables yet; a setting that the connector makes.</summary>
    public const string TablesFetched = "tables.fetched";

    /// <summary>Seconds that a task waits for its reader to end.</summary>
    public const string ShutdownLimit = "engine.shutdown.timeout";

    private const string SchemaPattern = "schema.pattern";
    private const string NumericPrecision = "numeric.precision.mapping";
    private const string NumericMapping = "numeric.mapping";
    private const string Database = "Database";
    private const string ModeGroup = "Mode";
    private const string Connector = "Connector";

    private static readonly ModeDependents Dependents = new();

    /// <summary>All settings in the connector's order.</summary>
    public static ConfigDef Definition { get; } = Define();

    /// <summary>The settings of a task: the connector's and those that the connector adds.</summary>
    public static ConfigDef TaskDefinition { get; } = new ConfigDef(Definition)
        .Define(Tables, ConfigDefType.List, ConfigDef.NoDefaultValue, Importance.High, "The tables that this task reads.")
        .DefineInternal(TablesFetched, ConfigDefType.Boolean, false, Importance.High)
        .DefineInternal(ShutdownLimit, ConfigDefType.Int, 10, Importance.Low, validator: NumberRange.Between(0, 30));

    private static ConfigDef Define()
    {
        var settings = new ConfigDef();
        DefineConnection(settings);
        DefineTables(settings);
        DefineMode(settings);
        DefineQuery(settings);
        DefineConnector(settings);
        return settings;
    }

    private static void DefineConnection(ConfigDef settings) => settings
        .Define(ConnectionSettings.Url, ConfigDefType.String, "", Importance.High,
            "The JDBC address of the database, for example jdbc:mysql://localhost:3306/readings.", null, Database, 1, Width.Long, "JDBC URL",
            [Whitelist, Blacklist])
        .Define(ConnectionSettings.User, ConfigDefType.String, null, Importance.High, "The user to connect as.", null, Database, 2, Width.Long, "JDBC User")
        .Define(ConnectionSettings.Password, ConfigDefType.Password, null, Importance.High, "The user's password.",
            null, Database, 3, Width.Short, "JDBC Password")
        .Define(ConnectionSettings.CredentialsProvider, ConfigDefType.Class, CredentialsProviders.Default, Importance.Low,
            "The class that gives the credentials.", new CredentialsProviders(), Database, 4, Width.Long, "JDBC Credentials Provider Class")
        .Define(ConnectionSettings.Attempts, ConfigDefType.Int, 3, Importance.Low, "How often to try to connect before giving up.",
            NumberRange.AtLeast(1), Database, 5, Width.Short, "JDBC connection attempts")
        .Define(ConnectionSettings.BackoffMs, ConfigDefType.Long, 10000L, Importance.Low, "The pause between two attempts to connect, in milliseconds.",
            null, Database, 6, Width.Short, "JDBC connection backoff in milliseconds");

    private static void DefineTables(ConfigDef settings) => settings
        .Define(Whitelist, ConfigDefType.List, "", Importance.Medium, "The tables to read, by name.", null, Database, 7, Width.Long, "Table Whitelist")
        .Define(Blacklist, ConfigDefType.List, "", Importance.Medium, "The tables not to read, by name.", null, Database, 8, Width.Long, "Table Blacklist")
        .Define(IncludeList, ConfigDefType.List, "", Importance.Medium, "Regular expressions for the full names of the tables to read.",
            new RegexListValidator(), Database, 9, Width.Long, "Tables Included (Regex)")
        .Define(ExcludeList, ConfigDefType.List, "", Importance.Medium, "Regular expressions for the full names of tables to leave out of the included ones.",
            new RegexListValidator(), Database, 10, Width.Long, "Tables Excluded (Regex)")
        .Define(CatalogPattern, ConfigDefType.String, null, Importance.Medium, "The database whose tables are looked at; all visible ones if it is not set.",
            null, Database, 11, Width.Short, "Schema pattern")
        .Define(SchemaPattern, ConfigDefType.String, null, Importance.High, "The schema whose tables are looked at; MySQL has none.",
            null, Database, 12, Width.Short, "Schema pattern")
        .Define(NumericPrecision, ConfigDefType.Boolean, false, Importance.Low, "Whether NUMERIC columns become integers where they fit; old.",
            null, Database, 13, Width.Short, "Map Numeric Values By Precision (deprecated)")
        .Define(NumericMapping, ConfigDefType.String, null, Importance.Low,
            "What NUMERIC columns become. MySQL's are DECIMAL to JDBC, so that this changes nothing there.",
            new EnumeratorValidator("none", "precision_only", "best_fit", "best_fit_eager_double"), Database, 14, Width.Short,
            "Map Numeric Values, Integral or Decimal, By Precision and Scale", null,
            Recommendation.Of("none", "precision_only", "best_fit", "best_fit_eager_double"))
        .Define(ConnectionSettings.DialectName, ConfigDefType.String, "", Importance.Low, "The dialect to use; empty to choose one by the address.",
            new Dialects(), Database, 15, Width.Long, "Database Dialect", null, new Dialects())
        .Define(DateCalendar, ConfigDefType.String, "LEGACY", Importance.Low, "The calendar of dates before October 1582.",
            ValidString.In("LEGACY", "PROLEPTIC_GREGORIAN"), Database, 16, Width.Medium, "Date Calendar System");

    private static void DefineMode(ConfigDef settings) => settings
        .Define(Mode, ConfigDefType.String, "", Importance.High, "How new rows are found: bulk, incrementing, timestamp or timestamp+incrementing.",
            ValidString.In("", SourceModes.Bulk, SourceModes.Timestamp, SourceModes.Incrementing, SourceModes.TimestampIncrementing), ModeGroup, 1,
            Width.Medium, "Table Loading Mode",
            [IncrementingColumn, TimestampColumns, IncrementingMapping, TimestampMapping, ValidateNonNull])
        .Define(IncrementingColumn, ConfigDefType.String, "", Importance.Medium,
            "The column whose values only grow; empty to look for an AUTO_INCREMENT column.", null, ModeGroup, 2, Width.Medium, "Incrementing Column Name",
            null, Dependents)
        .Define(TimestampColumns, ConfigDefType.List, "", Importance.Medium, "The columns that say when a row changed; the first that is not null counts.",
            null, ModeGroup, 3, Width.Medium, "Timestamp Column Name", null, Dependents)
        .Define(TimestampMapping, ConfigDefType.List, "", Importance.Medium, "Timestamp columns by table: regex1:[col1|col2],regex2:[col3].",
            ColumnMappings.Several, ModeGroup, 4, Width.Long, "Table to timestamp columns mappings", null, Dependents)
        .Define(IncrementingMapping, ConfigDefType.List, "", Importance.Medium, "Incrementing column by table: regex1:col1,regex2:col2.",
            ColumnMappings.Single, ModeGroup, 5, Width.Long, "Table to incrementing column mappings", null, Dependents)
        .Define(TimestampInitial, ConfigDefType.Long, null, Importance.Low,
            "Where to start in a table without offset, in milliseconds since 1970; -1 for now.", null, ModeGroup, 6, Width.Medium,
            "Unix time value of initial timestamp", null, Dependents)
        .Define(ValidateNonNull, ConfigDefType.Boolean, true, Importance.Low, "Whether a nullable offset column is refused.",
            null, ModeGroup, 7, Width.Short, "Validate Non Null", null, Dependents);

    private static void DefineQuery(ConfigDef settings) => settings
        .Define(Query, ConfigDefType.String, "", Importance.Medium, "A query to read instead of tables.", null, ModeGroup, 8, Width.Short, "Query")
        .Define(QueryMasked, ConfigDefType.Password, "", Importance.Medium, "The same, kept out of the log.", null, ModeGroup, 9, Width.Short,
            "Query (Masked)", null, new HiddenSetting())
        .Define(QuoteIdentifiers, ConfigDefType.String, "ALWAYS", Importance.Medium, "Whether names are quoted in statements: always or never.",
            null, ModeGroup, 10, Width.Medium, "Quote Identifiers", null, Recommendation.Of("always", "never"))
        .Define(QuerySuffix, ConfigDefType.String, "", Importance.Low, "What to append to each statement.", null, ModeGroup, 11, Width.Medium, "Query suffix")
        .Define(IsolationMode, ConfigDefType.String, "DEFAULT", Importance.Low, "The transaction isolation of queries.", null, ModeGroup, 12, Width.Medium,
            "Transaction Isolation Mode", null,
            Recommendation.Of("default", "read_uncommitted", "read_committed", "repeatable_read", "serializable", "sql_server_snapshot"))
        .Define(QueryRetries, ConfigDefType.Int, -1, Importance.Low, "How often to run a query that failed; -1 for ever.",
            null, ModeGroup, 13, Width.Medium, "Query Retry Attempts");

    private static void DefineConnector(ConfigDef settings) => settings
        .Define(TableTypes, ConfigDefType.List, "TABLE", Importance.Low, "The types of tables to look for: TABLE, VIEW, SYSTEM TABLE and others.",
            null, Connector, 1, Width.Medium, "Table Types")
        .Define(PollInterval, ConfigDefType.Int, 5000, Importance.High, "The pause between two queries of one table, in milliseconds.",
            null, Connector, 2, Width.Short, "Poll Interval (ms)")
        .Define(BatchMaxRows, ConfigDefType.Int, 1000, Importance.Low, "How many records to hand over at once.",
            null, Connector, 3, Width.Short, "Max Rows Per Batch")
        .Define(MaxBufferSize, ConfigDefType.Int, 0, Importance.Low, "How many records may wait to be handed over; 0 for four batches.",
            null, Connector, 4, Width.Short, "Maximum Buffer Size")
        .Define(PollLinger, ConfigDefType.Long, 5000L, Importance.Low, "How long to wait for records before handing over none, in milliseconds.",
            null, Connector, 5, Width.Short, "Poll Linger Milliseconds")
        .DefineInternal(TableStartupLimit, ConfigDefType.Long, 10_000L, Importance.Low)
        .Define(TablePollInterval, ConfigDefType.Long, 60_000L, Importance.Low, "How often to look for new and dropped tables, in milliseconds.",
            null, Connector, 6, Width.Short, "Metadata Change Monitoring Interval (ms)")
        .Define(TopicPrefix, ConfigDefType.String, "", Importance.High, "What stands before the table's name in the topic's; a query's topic itself.",
            new TopicPrefixValidator(), Connector, 7, Width.Medium, "Topic Prefix")
        .Define(TimestampDelay, ConfigDefType.Long, 0L, Importance.High, "How old a row must be to be read, in milliseconds.",
            null, Connector, 8, Width.Medium, "Delay Interval (ms)")
        .Define(DbTimezone, ConfigDefType.String, "UTC", Importance.Medium, "The time zone of the database's times.",
            new ZoneValidator(), Connector, 9, Width.Medium, "DB time zone")
        .Define(Granularity, ConfigDefType.String, "connect_logical", Importance.Low, "What timestamp columns become.",
            new EnumeratorValidator(TimestampGranularity.Names), Connector, 10, Width.Medium, "Timestamp granularity for timestamp columns", null,
            Recommendation.Of(TimestampGranularity.Names));
}
