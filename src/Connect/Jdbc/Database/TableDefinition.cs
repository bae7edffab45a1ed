namespace Ms2Lab.Connect.Jdbc.Database;

/// <summary>What the database says about a table.</summary>
/// <param name="Id">Its name.</param>
/// <param name="IsView">Whether it is a view.</param>
/// <param name="Columns">The names of its columns as the database spells them.</param>
internal sealed record TableDefinition(TableId Id, bool IsView, IReadOnlyCollection<string> Columns);
