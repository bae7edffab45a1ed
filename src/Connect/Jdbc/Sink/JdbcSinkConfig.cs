using Ms2Lab.Connect.Api;
using Ms2Lab.Connect.Jdbc.Database;
using Ms2Lab.Connect.Jdbc.Settings;
using Ms2Lab.Connect.Jdbc.Values;
using MySqlConnector;

namespace Ms2Lab.Connect.Jdbc.Sink;

/// <summary>The sink connector's settings, read.</summary>
internal sealed class JdbcSinkConfig
{
    private readonly ConfigValues _values;

    /// <summary>Reads the settings.</summary>
    /// <exception cref="ConfigException">One is missing or wrong, or they contradict each other.</exception>
    public JdbcSinkConfig(IReadOnlyDictionary<string, string> props)
    {
        _values = SinkSettings.Definition.Parse(props);
        ConnectorName = props.GetValueOrDefault("name", "");
        InsertMode = Enum.Parse<InsertMode>(_values.RequireString(SinkSettings.InsertMode), ignoreCase: true);
        PkMode = Enum.Parse<PrimaryKeyMode>(PkModeName.Replace("_", "", StringComparison.Ordinal), ignoreCase: true);
        PkFields = _values.GetList(SinkSettings.PkFields);
        FieldsWhitelist = _values.GetList(SinkSettings.FieldsWhitelist).ToHashSet(StringComparer.Ordinal);
        TimestampFields = _values.GetList(SinkSettings.TimestampFields).ToHashSet(StringComparer.Ordinal);
        TableTypes = _values.GetList(SinkSettings.TableTypes);
        DeleteEnabled = _values.GetBoolean(SinkSettings.DeleteEnabled);
        if (DeleteEnabled && PkMode != PrimaryKeyMode.RecordKey)
        {
            throw new ConfigException("Primary key mode must be 'record_key' when delete support is enabled");
        }
    }

    public string ConnectorName { get; }

    public string Url => _values.RequireString(ConnectionSettings.Url);

    public int ConnectionAttempts => _values.GetInt(ConnectionSettings.Attempts);

    public TimeSpan ConnectionBackoff => TimeSpan.FromMilliseconds(_values.GetLong(ConnectionSettings.BackoffMs));

    public InsertMode InsertMode { get; }

    public PrimaryKeyMode PkMode { get; }

    /// <summary>The mode as messages show it, for example <c>record_key</c>.</summary>
    public string PkModeName => _values.RequireString(SinkSettings.PkMode).ToLowerInvariant();

    public IReadOnlyList<string> PkFields { get; }

    public IReadOnlySet<string> FieldsWhitelist { get; }

    public IReadOnlySet<string> TimestampFields { get; }

    public IReadOnlyList<string> TableTypes { get; }

    public bool DeleteEnabled { get; }

    public int BatchSize => _values.GetInt(SinkSettings.BatchSize);

    public bool ReplaceNullWithDefault => _values.GetBoolean(SinkSettings.ReplaceNullWithDefault);

    public string TableNameFormat => _values.RequireString(SinkSettings.TableNameFormat);

    public string StringColumn => _values.RequireString(SinkSettings.StringColumn);

    public bool AutoCreate => _values.GetBoolean(SinkSettings.AutoCreate);

    public bool AutoEvolve => _values.GetBoolean(SinkSettings.AutoEvolve);

    public int MaxRetries => _values.GetInt(SinkSettings.MaxRetries);

    public TimeSpan RetryBackoff => TimeSpan.FromMilliseconds(_values.GetInt(SinkSettings.RetryBackoffMs));

    public bool TrimSensitiveLog => _values.GetBoolean(SinkSettings.TrimSensitiveLog);

    /// <summary>Whether Connector/J is told to send batches as one statement, which shows in errors.</summary>
    public bool RewritesBatches => DriverProperty("rewriteBatchedStatements") is "true" or "yes";

    /// <summary>How names are quoted.</summary>
    /// <exception cref="JavaException">The setting is unknown.</exception>
    public IdentifierQuotes Quotes => IdentifierQuotes.Parse(_values.RequireString(SinkSettings.QuoteIdentifiers));

    /// <summary>How dates and times are written.</summary>
    public TemporalFormat Temporal
    {
        get
        {
            var zone = ZoneIds.Find(_values.RequireString(SinkSettings.DbTimezone));
            var utcDates = _values.RequireString(SinkSettings.DateTimezone).Equals("utc", StringComparison.OrdinalIgnoreCase);
            return new TemporalFormat(
                zone, utcDates ? TimeZoneInfo.Utc : zone, _values.RequireString(SinkSettings.DateCalendar) == "LEGACY",
                _values.RequireString(SinkSettings.TimestampPrecision).Equals("nanoseconds", StringComparison.OrdinalIgnoreCase));
        }
    }

    /// <summary>What the driver needs to connect.</summary>
    /// <exception cref="SqlException">No driver understands the address.</exception>
    public MySqlConnectionStringBuilder ConnectionString() => DriverSettings.Of(
        Url, _values.GetString(ConnectionSettings.User), _values.GetPassword(ConnectionSettings.Password)?.Value);

    private string? DriverProperty(string name) =>
        _values.Originals.GetValueOrDefault(ConnectionSettings.Prefix + name) ?? DriverSettings.UrlProperty(Url, name);
}
