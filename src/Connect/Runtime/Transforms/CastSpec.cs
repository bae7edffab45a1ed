using Ms2Lab.Connect.Api;

namespace Ms2Lab.Connect.Runtime.Transforms;

/// <summary>The parsed setting <c>spec</c>: types by field, or one type for all.</summary>
internal sealed record CastSpec(SchemaType? Whole, IReadOnlyDictionary<string, SchemaType> Fields)
{
    private const string Supported = "[INT8, INT16, INT32, INT64, FLOAT32, FLOAT64, BOOLEAN, STRING]";

    public static CastSpec None { get; } = new(null, new Dictionary<string, SchemaType>());

    public static CastSpec Parse(IReadOnlyList<string> spec)
    {
        SchemaType? whole = null;
        var fields = new Dictionary<string, SchemaType>(StringComparer.Ordinal);
        foreach (var mapping in spec)
        {
            var parts = JavaLists.Split(mapping, ':');
            switch (parts.Length)
            {
                case 1:
                    whole = ParseType(parts[0].Trim());
                    break;
                case 2:
                    fields[parts[0].Trim()] = ParseType(parts[1].Trim());
                    break;
                case 0:
                    throw new JavaException("java.lang.ArrayIndexOutOfBoundsException", "Index 1 out of bounds for length 0");
                default:
                    throw new ConfigException("renames", spec, $"Invalid rename mapping: {mapping}");
            }
        }

        return whole is not null && spec.Count > 1
            ? throw new ConfigException(
                "Cast transformations that specify a type to cast the entire value to may only specify a single cast in their spec")
            : new CastSpec(whole, fields);
    }

    private static SchemaType ParseType(string text)
    {
        var name = text.ToUpperInvariant();
        foreach (var type in Enum.GetValues<SchemaType>().Where(t => t.Name() == name))
        {
            return type <= SchemaType.String
                ? type
                : throw new ConfigException(
                    $"Cast transformation does not support casting to {name}; supported types are {Supported}");
        }

        // Kafka hands the exception over as the value of a setting named like the message.
        throw new ConfigException(
            $"Invalid type found in casting spec: {text}",
            (object)$"java.lang.IllegalArgumentException: No enum constant org.apache.kafka.connect.data.Schema.Type.{name}");
    }
}
