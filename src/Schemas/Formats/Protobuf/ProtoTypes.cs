using Ms2Lab.Schemas.Formats.Protobuf.Descriptors;
using Ms2Lab.Schemas.Formats.Protobuf.WellKnown;

namespace Ms2Lab.Schemas.Formats.Protobuf;

/// <summary>The types a file can name: its own and those of its imports, by full name without leading dot.</summary>
internal sealed class ProtoTypes
{
    private static readonly string[] KnownPackages = ["google.protobuf.", "google.type.", "confluent.type.", "confluent."];
    private readonly Dictionary<string, Entry> entries = [];

    internal ProtoTypes(ProtoFile file, IEnumerable<(ProtoFile File, string? Identity)> imports)
    {
        foreach (var (import, identity) in imports)
        {
            Add(import.Types, import.Package ?? "", import, identity ?? "import");
        }

        Add(file.Types, file.Package ?? "", file, null);
    }

    internal sealed record Entry(ProtoType Type, ProtoFile File, string? Identity)
    {
        internal string Package => File.Package ?? "";

        internal bool IsProto3 => File.Syntax == "proto3";
    }

    internal static bool IsScalar(string type) => FieldKinds.Scalar(type) is not null;

    internal Entry? this[string fullName] => entries.GetValueOrDefault(fullName);

    /// <summary>The type of a full name, those that every registry knows included; null when there is none.</summary>
    internal Entry? Find(string fullName) => entries.GetValueOrDefault(fullName) ?? WellKnownProtos.Find(fullName);

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

    private void Add(IReadOnlyList<ProtoType> types, string scope, ProtoFile file, string? identity)
    {
        foreach (var type in types)
        {
            var name = scope.Length == 0 ? type.Name : $"{scope}.{type.Name}";
            entries[name] = new Entry(type, file, identity);
            if (type is ProtoMessage message)
            {
                Add(message.Nested, name, file, identity);
            }
        }
    }
}
