using Ms2Lab.Connect.Api;

namespace Ms2Lab.Connect.Runtime.Transforms;

/// <summary><c>RegexRouter</c>: renames topics whose whole name matches.</summary>
public sealed class RegexRouter : ITransformation
{
    private JavaRegex _regex = JavaRegex.Compile("");
    private string _replacement = "";

    /// <inheritdoc/>
    public ConfigDef Config() => new ConfigDef()
        .Define(
            "regex", ConfigDefType.String, ConfigDef.NoDefaultValue, Importance.High, "What the topic's whole name must match.",
            new ValidRegex())
        .Define(
            "replacement", ConfigDefType.String, ConfigDef.NoDefaultValue, Importance.High,
            "The new name; $1 stands for the first group.");

    /// <inheritdoc/>
    public void Configure(IReadOnlyDictionary<string, string> configs)
    {
        var config = Config().Parse(configs);
        _regex = JavaRegex.Compile(config.RequireString("regex"));
        _replacement = config.RequireString("replacement");
    }

    /// <inheritdoc/>
    public ConnectRecord? Apply(ConnectRecord record) => _regex.IsMatch(record.Topic!)
        ? record.NewRecord(
            _regex.ReplaceFirst(record.Topic!, _replacement), record.KafkaPartition, record.KeySchema, record.Key, record.ValueSchema,
            record.Value, record.Timestamp)
        : record;

    /// <inheritdoc/>
    public void Dispose()
    {
    }
}
