namespace Ms2Lab.Schemas.Formats.Protobuf;

/// <summary>The differences found so far, with the registry's names, verdicts and texts.</summary>
internal sealed class ProtobufDifferences
{
    private static readonly HashSet<string> Harmless =
    [
        "MESSAGE_ADDED", "MESSAGE_MOVED", "ENUM_ADDED", "ENUM_REMOVED", "ENUM_CONST_ADDED", "ENUM_CONST_CHANGED", "ENUM_CONST_REMOVED", "FIELD_ADDED",
        "FIELD_REMOVED", "FIELD_NAME_CHANGED", "FIELD_STRING_OR_BYTES_LABEL_CHANGED", "ONEOF_ADDED", "ONEOF_REMOVED", "ONEOF_FIELD_ADDED",
        "ONEOF_FIELD_MOVED_TO_TOP_LEVEL",
    ];

    private readonly List<SchemaDifference> found = [];

    internal IReadOnlyList<SchemaDifference> Found => found;

    internal void Add(string type, string path)
    {
        var at = path.Length == 0 ? "#/" : $"#{path}";
        found.Add(new SchemaDifference(type, at, Harmless.Contains(type), $"{{errorType:\"{type}\", description:\"{Description(type, at)}\"}}"));
    }

    private static string Description(string type, string at) => type switch
    {
        "PACKAGE_CHANGED" => $"The package at '{at}' in the {{0}} schema does not match the package in the {{1}} schema",
        "MESSAGE_REMOVED" => $"The {{0}} schema is missing a MESSAGE type at path '{at}' in the {{1}} schema",
        "FIELD_KIND_CHANGED" => $"The type of a field at path '{at}' in the {{0}} schema does not match the {{1}} schema",
        "FIELD_SCALAR_KIND_CHANGED" => $"The kind of a SCALAR field at path '{at}' in the {{0}} schema does not match its kind in the {{1}} schema",
        "FIELD_NAMED_TYPE_CHANGED" => $"The type of a MESSAGE field at path '{at}' in the {{0}} schema does not match its type in the {{1}} schema",
        "FIELD_NUMERIC_LABEL_CHANGED" => $"The label for a NUMERIC field at path '{at}' in the {{0}} schema does not match its label in the {{1}} schema",
        "REQUIRED_FIELD_ADDED" => $"A required field  at path '{at}' in the {{0}} schema is missing in the {{1}} schema",
        "REQUIRED_FIELD_REMOVED" => $"The {{0}} schema is missing a required field at path: '{at}' in the {{1}} schema",
        "ONEOF_FIELD_REMOVED" => $"The {{0}} schema is missing a oneof field at path '{at}' in the {{1}} schema",
        "MULTIPLE_FIELDS_MOVED_TO_ONEOF" => $"Multiple fields in the oneof at path '{at}' in the {{0}} schema are outside a oneof in the {{1}} schema",
        "FIELD_MOVED_TO_EXISTING_ONEOF" => $"A field in the oneof at path '{at}' in the {{0}} schema is outside an existing oneof in the {{1}} schema",
        _ => "",
    };
}
