using System.Text;

namespace Ms2Lab.Schemas.Formats.Protobuf.WellKnown;

/// <summary>
/// The files that a registry resolves without a reference: google/protobuf, google/type and Confluent's own. Held as texts of fields
/// and numbers beside this class, parsed when a type is first asked for.
/// </summary>
public static class WellKnownProtos
{
    private static readonly Lazy<Dictionary<string, string>> Texts = new(ReadTexts);
    private static readonly Lazy<Dictionary<string, ProtoTypes.Entry>> Types = new(ParseTypes);

    /// <summary>The text of a file by its import path, or null.</summary>
    public static string? Text(string path) => Texts.Value.GetValueOrDefault(path);

    internal static ProtoTypes.Entry? Find(string fullName) => Types.Value.GetValueOrDefault(fullName);

    private static Dictionary<string, string> ReadTexts()
    {
        var assembly = typeof(WellKnownProtos).Assembly;
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var name in assembly.GetManifestResourceNames().Where(n => n.EndsWith(".proto", StringComparison.Ordinal)))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!, Encoding.UTF8);
            texts[name] = reader.ReadToEnd();
        }

        return texts;
    }

    private static Dictionary<string, ProtoTypes.Entry> ParseTypes()
    {
        var types = new Dictionary<string, ProtoTypes.Entry>(StringComparer.Ordinal);
        foreach (var (path, text) in Texts.Value)
        {
            var file = ProtoParser.Parse(text);
            Add(types, file.Types, file.Package!, file, path);
        }

        return types;
    }

    private static void Add(Dictionary<string, ProtoTypes.Entry> types, IReadOnlyList<ProtoType> declared, string scope, ProtoFile file, string path)
    {
        foreach (var type in declared)
        {
            var name = $"{scope}.{type.Name}";
            types[name] = new ProtoTypes.Entry(type, file, path);
            Add(types, (type as ProtoMessage)?.Nested ?? [], name, file, path);
        }
    }
}
