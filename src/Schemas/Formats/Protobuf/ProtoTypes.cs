namespace Ms2Lab.Schemas.Formats.Protobuf;

/// <summary>The types a file can name: its own and those of its imports, by full name without leading dot.</summary>
internal sealed class ProtoTypes
{
    private static readonly string[] KnownPackages = ["google.protobuf.", "google.type.", "confluent.type.", "confluent."];
    private static readonly HashSet<string> Scalars =
    [
        "double", "float", "int32", "int64", "uint32", "uint64", "sint32", "sint64", "fixed32", "fixed64", "sfixed32", "sfixed64", "bool", "string", "bytes",
    ];

    private readonly Dictionary<string, Entry> entries = [];

    internal ProtoTypes(ProtoFile file, IEnumerable<(ProtoFile File, string? Identity)> imports)
    {
        foreach (var (import, identity) in imports)
        {
            Add(import.Types, import.Package ?? "", import.Package ?? "", identity ?? "import");
        }

        Add(file.Types, file.Package ?? "", file.Package ?? "", null);
    }

    internal sealed record Entry(ProtoType Type, string Package, string? Identity);

    internal static bool IsScalar(string type) => Scalars.Contains(type);

    internal Entry? this[string fullName] => entries.GetValueOrDefault(fullName);

    /// <summary>The full name of <paramref name="type"/> as seen from <paramref name="scope"/>, innermost first; null when there is none.</summary>
    internal string? Resolve(string type, string scope)
    {
        if (type.StartsWith('.'))
        {
            return entries.ContainsKey(type[1..]) || IsKnown(type[1..]) ? type[1..] : null;
        }

        for (var at = scope; ; at = at.Contains('.', StringComparison.Ordinal) ? at[..at.LastIndexOf('.')] : "")
        {
            var candidate = at.Length == 0 ? type : $"{at}.{type}";
            if (entries.ContainsKey(candidate) || IsKnown(candidate))
            {
                return candidate;
            }

            if (at.Length == 0)
            {
                return null;
            }
        }
    }

    /// <summary>A field's type with a leading dot and full name, as the normal form writes it.</summary>
    internal string Qualified(ProtoField field, string scope)
    {
        string Full(string type) => IsScalar(type) ? type : Resolve(type, scope) is { } full ? "." + full : type;
        return field.MapKey is null ? Full(field.Type) : $"map<{field.MapKey}, {Full(field.MapValue!)}>";
    }

    private static bool IsKnown(string name) => KnownPackages.Any(p => name.StartsWith(p, StringComparison.Ordinal)) && char.IsUpper(name[(name.LastIndexOf('.') + 1)..].FirstOrDefault());

    private void Add(IReadOnlyList<ProtoType> types, string scope, string package, string? identity)
    {
        foreach (var type in types)
        {
            var name = scope.Length == 0 ? type.Name : $"{scope}.{type.Name}";
            entries[name] = new Entry(type, package, identity);
            if (type is ProtoMessage message)
            {
                Add(message.Nested, name, package, identity);
            }
        }
    }
}
