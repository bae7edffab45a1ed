using Ms2Lab.Connect.Api;

namespace Ms2Lab.Connect.Runtime.Predicates;

/// <summary><c>HasHeaderKey</c>: holds for records with a header of some name.</summary>
public sealed class HasHeaderKey : IPredicate
{
    private string _name = "";

    /// <inheritdoc/>
    public ConfigDef Config() => new ConfigDef().Define(
        "name", ConfigDefType.String, ConfigDef.NoDefaultValue, Importance.Medium, "The header's name.", new NonEmptyString());

    /// <inheritdoc/>
    public void Configure(IReadOnlyDictionary<string, string> configs) => _name = Config().Parse(configs).RequireString("name");

    /// <inheritdoc/>
    public bool Test(ConnectRecord record) => record.Headers.LastWithName(_name) is not null;

    /// <inheritdoc/>
    public void Dispose()
    {
    }
}
