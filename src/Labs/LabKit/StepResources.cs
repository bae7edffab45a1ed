namespace Ms2Lab.Labs.LabKit;

/// <summary>What a step leaves behind in the world, by name, so that it can be taken away again.</summary>
public sealed record StepResources
{
    /// <summary>Connectors.</summary>
    public IReadOnlyList<string> Connectors { get; init; } = [];

    /// <summary>Topics; their connectors' consumer groups (<c>connect-NAME</c>) go with them.</summary>
    public IReadOnlyList<string> Topics { get; init; } = [];

    /// <summary>Subjects of the Schema Registry.</summary>
    public IReadOnlyList<string> Subjects { get; init; } = [];

    /// <summary>Tables of the database <c>Readings</c>.</summary>
    public IReadOnlyList<string> Tables { get; init; } = [];

    /// <summary>Tables of the database <c>Readings</c> that an earlier step made and this one fills: their rows go, they stay.</summary>
    public IReadOnlyList<string> FilledTables { get; init; } = [];

    /// <summary>Views of the database <c>Readings</c>.</summary>
    public IReadOnlyList<string> Views { get; init; } = [];

    /// <summary>Users of MySQL that the step made.</summary>
    public IReadOnlyList<string> MySqlUsers { get; init; } = [];

    /// <summary>Redis keys with the number of their database.</summary>
    public IReadOnlyList<(int Database, string Key)> RedisKeys { get; init; } = [];

    /// <summary>Files in the workspace.</summary>
    public IReadOnlyList<string> Files { get; init; } = [];
}
