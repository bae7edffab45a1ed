using Ms2Lab.Schemas.Formats.Protobuf;

namespace Ms2Lab.Connect.SchemaConverters.Protobuf;

/// <summary>The parameters of Confluent's option <c>confluent.field_meta</c>, by which fields carry what Protobuf has no word for.</summary>
internal static class FieldMeta
{
    private const string Option = "(confluent.field_meta)";

    /// <summary>The parameter of a name, or null.</summary>
    internal static string? Parameter(IReadOnlyList<ProtoOption> options, string name) =>
        options.Where(o => o.Name == Option || o.Name == Option + ".params")
            .SelectMany(o => ProtoOptionEntries.Of(o.Value))
            .LastOrDefault(e => e.Key == name).Value;

    /// <summary>The option as it is printed; nothing for no parameters.</summary>
    internal static IReadOnlyList<ProtoOption> Of(params (string Name, string Value, bool ValueFirst)[] parameters)
    {
        if (parameters.Length == 0)
        {
            return [];
        }

        var entries = parameters.Select(p =>
        {
            var key = $"key: \"{p.Name}\"";
            var value = $"value: \"{p.Value}\"";
            return p.ValueFirst ? $"    {{\n      {value},\n      {key}\n    }}" : $"    {{\n      {key},\n      {value}\n    }}";
        });
        return [new ProtoOption(Option, $"{{\n  params: [\n{string.Join(",\n", entries)}\n  ]\n}}")];
    }
}
