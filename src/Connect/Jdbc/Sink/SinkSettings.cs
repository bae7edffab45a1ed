using Ms2Lab.Connect.Api;
using Ms2Lab.Connect.Jdbc.Settings;

namespace Ms2Lab.Connect.Jdbc.Sink;

/// <summary>The names and definitions of the sink connector's settings.</summary>
internal static class SinkSettings
{
    public const string InsertMode = "insert.mode";
    public const string BatchSize = "batch.size";
    public const string DeleteEnabled = "delete.enabled";
    public const string TableTypes = "table.types";
    public const string ReplaceNullWithDefault = "replace.null.with.default";
    public const string TableNameFormat = "table.name.format";
    public const string PkMode = "pk.mode";
    public const string PkFields = "pk.fields";
    public const string FieldsWhitelist = "fields.whitelist";
    public const string DbTimezone = "db.timezone";
    public const string DateTimezone = "date.timezone";
    public const string TimestampFields = "timestamp.fields.list";
    public const string TimestampPrecision = "timestamp.precision.mode";
    public const string DateCalendar = "date.calendar.system";
    public const string StringColumn = "string.output.value.column.name";
    public const string AutoCreate = "auto.create";
    public const string AutoEvolve = "auto.evolve";
    public const string QuoteIdentifiers = "quote.sql.identifiers";
    public const string MaxRetries = "max.retries";
    public const string RetryBackoffMs = "retry.backoff.ms";
    public const string TrimSensitiveLog = "trim.sensitive.log";

    private const string MergeHoldlock = "mssql.use.merge.holdlock";
    private const string Writes = "Writes";
    private const string Mapping = "Data Mapping";
    private const string Ddl = "DDL Support";
    private const string Dml = "DML Support";
    private const string Retries = "Retries";

    /// <summary>All settings in the connector's order.</summary>
    public static ConfigDef Definition { get; } = Define();

    private static ConfigDef Define()
    {
        var settings = ConnectionSettings.DefineSink(new ConfigDef());
        DefineWrites(settings);
        DefineMapping(settings);
        DefineStatements(settings);
        return settings.Define(
            TrimSensitiveLog, ConfigDefType.Boolean, false, Importance.Low, "", null, "", -1, Width.None, TrimSensitiveLog);
    }

    private static void DefineWrites(ConfigDef settings) => settings
        .Define(InsertMode, ConfigDefType.String, "insert", Importance.High, "How records are written: insert, upsert or update.",
            new EnumeratorValidator("insert", "upsert", "update"), Writes, 1, Width.Medium, "Insert Mode")
        .Define(BatchSize, ConfigDefType.Int, 3000, Importance.Medium, "How many records to write to a table at once.",
            NumberRange.AtLeast(0), Writes, 2, Width.Short, "Batch Size")
        .Define(DeleteEnabled, ConfigDefType.Boolean, false, Importance.Medium,
            "Whether records without value delete the row of their key; needs pk.mode record_key.",
            null, Writes, 3, Width.Short, "Enable deletes", null, new Recommendation(DeleteValues, HasRecordKey))
        .Define(TableTypes, ConfigDefType.List, "TABLE", Importance.Low, "The types of tables that may be written to.",
            new EnumeratorValidator("TABLE", "PARTITIONED TABLE", "VIEW"), Writes, 4, Width.Medium, "Table Types")
        .Define(ReplaceNullWithDefault, ConfigDefType.Boolean, true, Importance.Low,
            "Whether a null is written as the default of its field, where there is one.",
            null, Writes, 5, Width.Medium, "Replace null value with default value");

    private static void DefineMapping(ConfigDef settings) => settings
        .Define(TableNameFormat, ConfigDefType.String, "${topic}", Importance.Medium, "The table's name; ${topic} stands for the topic.",
            new NonEmptyString(), Mapping, 1, Width.Long, "Table Name Format")
        .Define(PkMode, ConfigDefType.String, "none", Importance.High,
            "Where the primary key comes from: none, kafka, record_key or record_value.",
            new EnumeratorValidator("none", "kafka", "record_key", "record_value"), Mapping, 2, Width.Medium, "Primary Key Mode",
            null, new Recommendation(PkModeValues))
        .Define(PkFields, ConfigDefType.List, "", Importance.Medium, "The columns of the primary key; what they mean depends on pk.mode.",
            null, Mapping, 3, Width.Long, "Primary Key Fields")
        .Define(FieldsWhitelist, ConfigDefType.List, "", Importance.Medium, "The fields of the value to write; empty for all.",
            null, Mapping, 4, Width.Long, "Fields Whitelist")
        .Define(DbTimezone, ConfigDefType.String, "UTC", Importance.Medium, "The time zone in which times are written.",
            new ZoneValidator(), Mapping, 5, Width.Medium, "DB Time Zone")
        .Define(DateTimezone, ConfigDefType.String, "DB_TIMEZONE", Importance.Low, "The time zone in which dates are written.",
            new EnumeratorValidator("db_timezone", "utc"), Mapping, 6, Width.Medium, "Time Zone used for Date",
            null, Recommendation.Of("db_timezone", "utc"))
        .Define(TimestampFields, ConfigDefType.List, "", Importance.Medium, "The fields, of type INT64 or STRING, to write as timestamps.",
            null, Mapping, 7, Width.Medium, "Timestamp Fields Whitelist")
        .Define(TimestampPrecision, ConfigDefType.String, "MICROSECONDS", Importance.Low, "The unit of the timestamps among the INT64 fields.",
            new EnumeratorValidator("microseconds", "nanoseconds"), Mapping, 8, Width.Medium, "Sink Timestamp Precision mode",
            null, Recommendation.Of("microseconds", "nanoseconds"))
        .Define(DateCalendar, ConfigDefType.String, "LEGACY", Importance.Low, "The calendar of dates before October 1582.",
            ValidString.In("LEGACY", "PROLEPTIC_GREGORIAN"), Mapping, 9, Width.Medium, "Date Calendar System")
        .Define(StringColumn, ConfigDefType.String, "record_value", Importance.Low, "The column for values that are texts.",
            new NonEmptyString(), Mapping, 10, Width.Medium, "String Value Column Name");

    private static void DefineStatements(ConfigDef settings) => settings
        .Define(AutoCreate, ConfigDefType.Boolean, false, Importance.Medium, "Whether to create a table that is missing.",
            null, Ddl, 1, Width.Short, "Auto-Create")
        .Define(AutoEvolve, ConfigDefType.Boolean, false, Importance.Medium, "Whether to add columns that are missing.",
            null, Ddl, 2, Width.Short, "Auto-Evolve")
        .Define(QuoteIdentifiers, ConfigDefType.String, "ALWAYS", Importance.Medium, "Whether names are quoted in statements: always or never.",
            null, Ddl, 3, Width.Medium, "Quote Identifiers", null, Recommendation.Of("always", "never"))
        .Define(MergeHoldlock, ConfigDefType.Boolean, true, Importance.Low, "Of use with SQL Server only.",
            null, Dml, 1, Width.Medium, "SQL Server - Use HOLDLOCK in MERGE")
        .Define(MaxRetries, ConfigDefType.Int, 10, Importance.Medium, "How often to try again before the task fails.",
            NumberRange.AtLeast(0), Retries, 1, Width.Short, "Maximum Retries")
        .Define(RetryBackoffMs, ConfigDefType.Int, 3000, Importance.Medium, "The pause before trying again, in milliseconds.",
            NumberRange.AtLeast(0), Retries, 2, Width.Short, "Retry Backoff (millis)");

    private static IReadOnlyList<object?> DeleteValues(IReadOnlyDictionary<string, object?> parsed) =>
        HasRecordKey(parsed) ? [true, false] : [false];

    private static bool HasRecordKey(IReadOnlyDictionary<string, object?> parsed) => IsRecordKey(parsed.GetValueOrDefault(PkMode));

    private static IReadOnlyList<object?> PkModeValues(IReadOnlyDictionary<string, object?> parsed) =>
        parsed.GetValueOrDefault(DeleteEnabled) is true ? ["record_key"] : ["none", "kafka", "record_key", "record_value"];

    private static bool IsRecordKey(object? mode) => "record_key".Equals(mode as string, StringComparison.OrdinalIgnoreCase);
}
