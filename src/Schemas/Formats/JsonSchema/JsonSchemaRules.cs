namespace Ms2Lab.Schemas.Formats.JsonSchema;

/// <summary>Which differences break readers, and the registry's sentences about them.</summary>
internal static class JsonSchemaRules
{
    private static readonly HashSet<string> Compatible =
    [
        "ID_CHANGED", "DESCRIPTION_CHANGED", "TITLE_CHANGED",
        "DEFAULT_CHANGED", "SCHEMA_REMOVED", "TYPE_EXTENDED",
        "MAX_LENGTH_INCREASED", "MAX_LENGTH_REMOVED", "MIN_LENGTH_DECREASED",
        "MIN_LENGTH_REMOVED", "PATTERN_REMOVED", "MAXIMUM_INCREASED",
        "MAXIMUM_REMOVED", "MINIMUM_DECREASED", "MINIMUM_REMOVED",
        "EXCLUSIVE_MAXIMUM_INCREASED", "EXCLUSIVE_MAXIMUM_REMOVED", "EXCLUSIVE_MINIMUM_DECREASED",
        "EXCLUSIVE_MINIMUM_REMOVED", "MULTIPLE_OF_REDUCED", "MULTIPLE_OF_REMOVED",
        "REQUIRED_ATTRIBUTE_WITH_DEFAULT_ADDED", "REQUIRED_ATTRIBUTE_REMOVED", "DEPENDENCY_ARRAY_NARROWED",
        "DEPENDENCY_ARRAY_REMOVED", "DEPENDENCY_SCHEMA_REMOVED", "MAX_PROPERTIES_INCREASED",
        "MAX_PROPERTIES_REMOVED", "MIN_PROPERTIES_DECREASED", "MIN_PROPERTIES_REMOVED",
        "ADDITIONAL_PROPERTIES_ADDED", "ADDITIONAL_PROPERTIES_EXTENDED", "UNEVALUATED_PROPERTIES_ADDED",
        "UNEVALUATED_PROPERTIES_EXTENDED", "PROPERTY_WITH_EMPTY_SCHEMA_ADDED_TO_OPEN_CONTENT_MODEL", "REQUIRED_PROPERTY_WITH_DEFAULT_ADDED_TO_UNOPEN_CONTENT_MODEL",
        "OPTIONAL_PROPERTY_ADDED_TO_UNOPEN_CONTENT_MODEL", "PROPERTY_WITH_FALSE_REMOVED_FROM_CLOSED_CONTENT_MODEL", "PROPERTY_REMOVED_FROM_OPEN_CONTENT_MODEL",
        "PROPERTY_ADDED_IS_COVERED_BY_PARTIALLY_OPEN_CONTENT_MODEL", "PROPERTY_REMOVED_IS_COVERED_BY_PARTIALLY_OPEN_CONTENT_MODEL", "MAX_ITEMS_INCREASED",
        "MAX_ITEMS_REMOVED", "MIN_ITEMS_DECREASED", "MIN_ITEMS_REMOVED",
        "MAX_CONTAINS_INCREASED", "MAX_CONTAINS_REMOVED", "MIN_CONTAINS_DECREASED",
        "MIN_CONTAINS_REMOVED", "UNIQUE_ITEMS_REMOVED", "ADDITIONAL_ITEMS_ADDED",
        "ADDITIONAL_ITEMS_EXTENDED", "UNEVALUATED_ITEMS_ADDED", "UNEVALUATED_ITEMS_EXTENDED",
        "ITEM_WITH_EMPTY_SCHEMA_ADDED_TO_OPEN_CONTENT_MODEL", "ITEM_ADDED_TO_CLOSED_CONTENT_MODEL", "ITEM_WITH_FALSE_REMOVED_FROM_CLOSED_CONTENT_MODEL",
        "ITEM_REMOVED_FROM_OPEN_CONTENT_MODEL", "ITEM_ADDED_IS_COVERED_BY_PARTIALLY_OPEN_CONTENT_MODEL", "ITEM_REMOVED_IS_COVERED_BY_PARTIALLY_OPEN_CONTENT_MODEL",
        "ENUM_ARRAY_EXTENDED", "COMBINED_TYPE_EXTENDED", "PRODUCT_TYPE_NARROWED",
        "SUM_TYPE_EXTENDED", "NOT_TYPE_NARROWED",
    ];

    private static readonly HashSet<string> CompatibleWhenLenient =
    [
        "ADDITIONAL_PROPERTIES_NARROWED", "ADDITIONAL_PROPERTIES_REMOVED", "UNEVALUATED_PROPERTIES_NARROWED",
        "UNEVALUATED_PROPERTIES_REMOVED", "REQUIRED_PROPERTY_WITH_DEFAULT_ADDED_TO_OPEN_CONTENT_MODEL", "OPTIONAL_PROPERTY_ADDED_TO_OPEN_CONTENT_MODEL",
        "PROPERTY_REMOVED_FROM_CLOSED_CONTENT_MODEL", "PROPERTY_ADDED_NOT_COVERED_BY_PARTIALLY_OPEN_CONTENT_MODEL", "PROPERTY_REMOVED_NOT_COVERED_BY_PARTIALLY_OPEN_CONTENT_MODEL",
    ];

    internal static bool IsCompatible(string type, bool lenient) => Compatible.Contains(type) || (lenient && CompatibleWhenLenient.Contains(type));

    internal static string Describe(string type, string at) => type switch
    {
        "REQUIRED_PROPERTY_ADDED_TO_OPEN_CONTENT_MODEL" or "REQUIRED_PROPERTY_WITH_DEFAULT_ADDED_TO_OPEN_CONTENT_MODEL" or
            "OPTIONAL_PROPERTY_ADDED_TO_OPEN_CONTENT_MODEL" or "ITEM_ADDED_TO_OPEN_CONTENT_MODEL" =>
            $"The {{0}} schema has an open content model and has a property or item at path '{at}' which is missing in the {{1}} schema",
        "REQUIRED_PROPERTY_ADDED_TO_UNOPEN_CONTENT_MODEL" =>
            $"The {{0}} schema has an unopen content model and has a required property at path '{at}' which is missing in the {{1}} schema",
        "PROPERTY_REMOVED_FROM_CLOSED_CONTENT_MODEL" or "ITEM_REMOVED_FROM_CLOSED_CONTENT_MODEL" =>
            $"The {{0}} has a closed content model and is missing a property or item present at path '{at}' in the {{1}} schema",
        "PROPERTY_REMOVED_NOT_COVERED_BY_PARTIALLY_OPEN_CONTENT_MODEL" or "ITEM_REMOVED_NOT_COVERED_BY_PARTIALLY_OPEN_CONTENT_MODEL" =>
            $"A property or item is missing in the {{0}} schema but present at path '{at}' in the {{1}} schema and is not covered by its partially open content model",
        "PROPERTY_ADDED_NOT_COVERED_BY_PARTIALLY_OPEN_CONTENT_MODEL" or "ITEM_ADDED_NOT_COVERED_BY_PARTIALLY_OPEN_CONTENT_MODEL" =>
            $"The {{0}} schema has a property or item at path '{at}' which is missing in the {{1}} schema and is not covered by its partially open content model",
        "PATTERN_CHANGED" or "MULTIPLE_OF_CHANGED" or "DEPENDENCY_ARRAY_CHANGED" => $"The value at path '{at}' is different between the {{0}} and {{1}} schema",
        "TYPE_CHANGED" or "TYPE_NARROWED" or "COMBINED_TYPE_CHANGED" or "COMBINED_TYPE_SUBSCHEMAS_CHANGED" or "ENUM_ARRAY_CHANGED" =>
            $"A type at path '{at}' is different between the {{0}} schema and the {{1}} schema",
        "DEPENDENCY_ARRAY_EXTENDED" or "PRODUCT_TYPE_EXTENDED" or "SUM_TYPE_EXTENDED" or "NOT_TYPE_EXTENDED" =>
            $"An array or combined type at path '{at}' has more elements in the {{0}} schema than the {{1}} schema",
        _ when type.EndsWith("_NARROWED", StringComparison.Ordinal) =>
            $"An array or combined type at path '{at}' has fewer elements in the {{0}} schema than the {{1}} schema",
        _ when type.EndsWith("_INCREASED", StringComparison.Ordinal) || type == "MULTIPLE_OF_EXPANDED" =>
            $"The value at path '{at}' in the {{0}} schema is more than its value in the {{1}} schema",
        _ when type.EndsWith("_DECREASED", StringComparison.Ordinal) => $"The value at path '{at}' in the {{0}} schema is less than its value in the {{1}} schema",
        _ when type != "SCHEMA_ADDED" && (type.EndsWith("_ADDED", StringComparison.Ordinal) || type.EndsWith("_REMOVED", StringComparison.Ordinal)) =>
            $"The keyword at path '{at}' in the {{0}} schema is not present in the {{1}} schema",
        _ => "",
    };
}
