using Ms2Lab.Connect.Api;
using Ms2Lab.Connect.Jdbc.Database;
using Ms2Lab.Connect.Jdbc.Settings;

namespace Ms2Lab.Connect.Jdbc.Sink;

/// <summary>Copies topics into tables: <c>io.confluent.connect.jdbc.JdbcSinkConnector</c>.</summary>
public sealed class JdbcSinkConnector : SinkConnector
{
    private IReadOnlyDictionary<string, string> _props = new Dictionary<string, string>();

    /// <inheritdoc/>
    public override string Version => JdbcPlugins.Version;

    /// <inheritdoc/>
    public override string TaskClass => "io.confluent.connect.jdbc.sink.JdbcSinkTask";

    /// <inheritdoc/>
    public override ConnectTask CreateTask() => new JdbcSinkTask();

    /// <inheritdoc/>
    public override void Start(IReadOnlyDictionary<string, string> props) => _props = props;

    /// <inheritdoc/>
    public override IReadOnlyList<IReadOnlyDictionary<string, string>> TaskConfigs(int maxTasks) => [.. Enumerable.Repeat(_props, maxTasks)];

    /// <inheritdoc/>
    public override void Stop() => _props = new Dictionary<string, string>();

    /// <inheritdoc/>
    public override ConfigDef Config() => SinkSettings.Definition;

    /// <summary>Checks the settings and, if nothing is wrong with them, that the database takes the connection.</summary>
    public override ConfigValidation Validate(IReadOnlyDictionary<string, string> props)
    {
        var values = SinkSettings.Definition.Validate(props);
        CheckDeletes(values);
        if (values.All(v => v.ErrorMessages.Count == 0))
        {
            CheckConnection(props, values.Single(v => v.Name == ConnectionSettings.Url));
        }

        return new ConfigValidation(values);
    }

    private static void CheckDeletes(IReadOnlyList<ConfigValue> values)
    {
        var mode = values.Single(v => v.Name == SinkSettings.PkMode);
        var delete = values.Single(v => v.Name == SinkSettings.DeleteEnabled);
        if (delete.Value is true && mode.ErrorMessages.Count == 0
            && !"record_key".Equals(mode.Value as string, StringComparison.OrdinalIgnoreCase))
        {
            const string Conflict = "Deletes are only supported for pk.mode record_key";
            mode.AddErrorMessage(Conflict);
            delete.AddErrorMessage(Conflict);
        }
    }

    // Validation is a synchronous call; the worker makes it on a thread that may wait.
    private static void CheckConnection(IReadOnlyDictionary<string, string> props, ConfigValue url)
    {
        try
        {
            var config = new JdbcSinkConfig(props);
            _ = config.Quotes;
            var connection = Task.Run(() => JdbcConnection.OpenAsync(config.ConnectionString(), CancellationToken.None)).GetAwaiter().GetResult();
            connection.DisposeAsync().AsTask().GetAwaiter().GetResult();
        }
        catch (Exception e) when (e is SqlException or ConnectException or JavaException)
        {
            url.AddErrorMessage("Could not connect to database. " + e.Message);
        }
    }
}
