namespace Ms2Lab.Schemas.Registry.Model;

/// <summary>The registry's refusals, one a method, with its codes and texts.</summary>
internal static class Faults
{
    internal const int InvalidSchemaCode = 42201;

    internal static RegistryException SubjectNotFound(string subject) => new(404, 40401, $"Subject '{subject}' not found.");

    internal static RegistryException VersionNotFound(int version) => new(404, 40402, $"Version {version} not found.");

    internal static RegistryException SchemaNotFound(string? what = null) => new(404, 40403, what is null ? "Schema not found" : $"Schema {what} not found");

    internal static RegistryException SubjectSoftDeleted(string subject) =>
        new(404, 40404, $"Subject '{subject}' was soft deleted.Set permanent=true to delete permanently");

    internal static RegistryException SubjectNotSoftDeleted(string subject) =>
        new(404, 40405, $"Subject '{subject}' was not deleted first before being permanently deleted");

    internal static RegistryException VersionSoftDeleted(string subject, int version) =>
        new(404, 40406, $"Subject '{subject}' Version {version} was soft deleted.Set permanent=true to delete permanently");

    internal static RegistryException VersionNotSoftDeleted(string subject, int version) =>
        new(404, 40407, $"Subject '{subject}' Version {version} was not deleted first before being permanently deleted");

    internal static RegistryException NoConfig(string subject) => new(404, 40408, $"Subject '{subject}' does not have subject-level compatibility configured");

    internal static RegistryException NoMode(string subject) => new(404, 40409, $"Subject '{subject}' does not have subject-level mode configured");

    internal static RegistryException Incompatible(string subject, IEnumerable<string> messages) => new(
        409, 40901, $"Schema being registered is incompatible with an earlier schema for subject \"{subject}\", details: [{string.Join(", ", messages)}]");

    internal static RegistryException InvalidSchema(string message) => new(422, InvalidSchemaCode, message);

    internal static RegistryException InvalidVersion(string version) => new(
        422, 42202, $"The specified version '{version}' is not a valid version id. Allowed values are between [1, 2^31-1] and the string \"latest\"");

    internal static RegistryException InvalidLevel() => new(
        422, 42203, "Invalid compatibility level. Valid values are none, backward, forward, full, backward_transitive, forward_transitive, and full_transitive");

    internal static RegistryException InvalidMode(string text = "Invalid mode. Valid values are READWRITE, READONLY, IMPORT and FORWARD.") => new(422, 42204, text);

    internal static RegistryException NotPermitted(string message) => new(422, 42205, message);

    internal static RegistryException Referenced(string subject, int version) =>
        new(422, 42206, $"One or more references exist to the schema {{magic=1,keytype=SCHEMA,subject={subject},version={version}}}.");

    internal static RegistryException InvalidSubject(string subject) => new(422, 42208, $"The specified subject '{subject}' is not a valid.");

    internal static RegistryException ContextNotEmpty(string context) => new(422, 42211, $"The specified context '{context}' is not empty.");

    internal static RegistryException Store(int code, string message, Exception cause) => new(500, code, message, cause);

    internal static RegistryException Internal() => new(500, 500, "Internal Server Error");

    internal static RegistryException NoSuchPath() => new(404, 404, "HTTP 404 Not Found");
}
