using Ms2Lab.Connect.Api;

namespace Ms2Lab.Connect.Jdbc.Settings;

/// <summary>The dialects that the connectors know by name: validator and recommendation of <c>dialect.name</c>.</summary>
internal sealed class Dialects : IConfigValidator, IConfigRecommender
{
    private static readonly IReadOnlyList<object?> Names =
    [
        "", "Db2DatabaseDialect", "MySqlDatabaseDialect", "SybaseDatabaseDialect", "GenericDatabaseDialect", "OracleDatabaseDialect",
        "SqlServerDatabaseDialect", "PostgreSqlDatabaseDialect", "SqliteDatabaseDialect", "DerbyDatabaseDialect", "SapHanaDatabaseDialect",
        "VerticaDatabaseDialect",
    ];

    /// <inheritdoc/>
    public void EnsureValid(string name, object? value)
    {
        if (value is not null && !Names.Contains(value))
        {
            throw new ConfigException(name, value, "Invalid enumerator");
        }
    }

    /// <inheritdoc/>
    public IReadOnlyList<object?> ValidValues(string name, IReadOnlyDictionary<string, object?> parsedConfig) => Names;

    /// <inheritdoc/>
    public bool Visible(string name, IReadOnlyDictionary<string, object?> parsedConfig) => true;

    /// <inheritdoc/>
    public override string ToString() => $"[{string.Join(", ", Names)}]";
}
