namespace Ms2Lab.Connect.Api;

/// <summary>A named position in a struct schema.</summary>
/// <param name="Name">The field's name, unique within its struct.</param>
/// <param name="Index">Its position, from 0.</param>
/// <param name="Schema">The schema of its values.</param>
public sealed record Field(string Name, int Index, Schema Schema)
{
    /// <inheritdoc/>
    public override string ToString() => $"Field{{name={Name}, index={Index}, schema={Schema}}}";
}
