using Ms2Lab.Connect.Api;
using Ms2Lab.Connect.Runtime.Transforms;

namespace Ms2Lab.Connect.Runtime.Predicates;

/// <summary><c>TopicNameMatches</c>: holds for records of topics whose whole name matches.</summary>
public sealed class TopicNameMatches : IPredicate
{
    private JavaRegex _pattern = JavaRegex.Compile("");

    /// <inheritdoc/>
    public ConfigDef Config() => new ConfigDef().Define(
        "pattern", ConfigDefType.String, ConfigDef.NoDefaultValue, Importance.Medium, "What the topic's whole name must match.",
        new CompositeValidator(new NonEmptyString(), new ValidRegex()));

    /// <inheritdoc/>
    public void Configure(IReadOnlyDictionary<string, string> configs) =>
        _pattern = JavaRegex.Compile(Config().Parse(configs).RequireString("pattern"));

    /// <inheritdoc/>
    public bool Test(ConnectRecord record) => record.Topic is not null && _pattern.IsMatch(record.Topic);

    /// <inheritdoc/>
    public void Dispose()
    {
    }
}
