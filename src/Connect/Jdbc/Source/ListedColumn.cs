namespace Ms2Lab.Connect.Jdbc.Source;

/// <summary>What the database says of a column.</summary>
/// <param name="Name">Its name as the database spells it.</param>
/// <param name="IsNullable">Whether it may be null.</param>
/// <param name="IsAutoIncrement">Whether the server numbers it.</param>
internal sealed record ListedColumn(string Name, bool IsNullable, bool IsAutoIncrement);
