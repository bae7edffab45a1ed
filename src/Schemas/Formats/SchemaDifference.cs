namespace Ms2Lab.Schemas.Formats;

/// <summary>One difference between two schemas.</summary>
/// <param name="Type">The registry's name for it, such as TYPE_MISMATCH.</param>
/// <param name="Path">Where in the schema.</param>
/// <param name="IsCompatible">Whether data of the old schema can still be read.</param>
/// <param name="Template">The registry's message; {0} stands for the reader's side ("new" going backward), {1} for the writer's.</param>
public sealed record SchemaDifference(string Type, string Path, bool IsCompatible, string Template)
{
    /// <summary>The message for one direction.</summary>
    public string Describe(string reader, string writer) =>
        Template.Replace("{0}", reader, StringComparison.Ordinal).Replace("{1}", writer, StringComparison.Ordinal);
}
