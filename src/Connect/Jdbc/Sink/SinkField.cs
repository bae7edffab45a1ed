using Ms2Lab.Connect.Api;

namespace Ms2Lab.Connect.Jdbc.Sink;

/// <summary>A column as records give it.</summary>
/// <param name="Schema">The schema of its values.</param>
/// <param name="Name">Its name.</param>
/// <param name="IsPrimaryKey">Whether it is part of the key, and so never null.</param>
internal sealed record SinkField(Schema Schema, string Name, bool IsPrimaryKey)
{
    /// <summary>Whether the column takes nulls.</summary>
    public bool IsOptional => !IsPrimaryKey && Schema.IsOptional;

    /// <inheritdoc/>
    public override string ToString() =>
        $"SinkRecordField{{schema={Schema}, name='{Name}', isPrimaryKey={(IsPrimaryKey ? "true" : "false")}}}";
}
