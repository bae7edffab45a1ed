using System.Text;
using Ms2Lab.Connect.Api;

namespace Ms2Lab.Connect.Runtime.Transforms;

/// <summary>The path to a field (KIP-821): a plain name in version 1, dotted names with back-ticks in version 2.</summary>
internal sealed class FieldPath
{
    private const string SyntaxKey = "field.syntax.version";
    private const string Purpose = "nested field access";

    private readonly IReadOnlyList<string> _steps;

    private FieldPath(IReadOnlyList<string> steps) => _steps = steps;

    public static FieldPath Root(string name) => new([name]);

    public static ConfigDef WithSyntaxVersion(ConfigDef config) => config.Define(
        SyntaxKey, ConfigDefType.String, "V1", Importance.High,
        "V1 takes the field's name as it is; V2 takes dotted paths with back-ticks around names that contain dots.",
        CaseInsensitiveValidString.In("V1", "V2"));

    public static FieldPath Of(string text, ConfigValues config) =>
        config.RequireString(SyntaxKey).Equals("V2", StringComparison.OrdinalIgnoreCase) ? new(Parse(text)) : Root(text);

    public Field? FieldIn(Schema schema)
    {
        var current = schema;
        foreach (var step in _steps.SkipLast(1))
        {
            if (current.Field(step) is not { } field)
            {
                return null;
            }

            current = field.Schema;
        }

        return current.Field(_steps[^1]);
    }

    public object? ValueIn(Struct value, bool withDefault)
    {
        var current = value;
        foreach (var step in _steps.SkipLast(1))
        {
            if (current.Schema.Field(step) is not { } field || Require.StructOrNull(current.Get(field), Purpose) is not { } nested)
            {
                return null;
            }

            current = nested;
        }

        return current.Schema.Field(_steps[^1]) is { } last ? withDefault ? current.Get(last) : current.GetWithoutDefault(last) : null;
    }

    public object? ValueIn(ConnectMap value)
    {
        var current = value;
        foreach (var step in _steps.SkipLast(1))
        {
            if (Require.MapOrNull(current[step], Purpose) is not { } nested)
            {
                return null;
            }

            current = nested;
        }

        return current[_steps[^1]];
    }

    private static List<string> Parse(string path)
    {
        var steps = new List<string>();
        for (var i = 0; i < path.Length;)
        {
            if (path[i] == '`')
            {
                steps.Add(Quoted(path, ref i));
                continue;
            }

            var dot = path.IndexOf('.', i);
            steps.Add(dot < 0 ? path[i..] : path[i..dot]);
            i = dot < 0 ? path.Length : dot + 1;
        }

        if (path.EndsWith('.'))
        {
            steps.Add("");
        }

        return steps;
    }

    // A back-tick ends the name if a dot or nothing follows; one with a backslash before it belongs to the name.
    private static string Quoted(string path, ref int position)
    {
        var opening = position;
        var start = position + 1;
        var name = new StringBuilder();
        for (var i = path.IndexOf('`', start); i >= 0; i = path.IndexOf('`', i + 1))
        {
            var escaped = path[i - 1] == '\\';
            if (i == path.Length - 1 && !escaped)
            {
                position = path.Length;
                return name.Append(path, start, i - start).ToString();
            }

            if (i == path.Length - 1 || path[i + 1] != '.')
            {
                continue;
            }

            if (!escaped)
            {
                position = i + 2;
                return name.Append(path, start, i - start).ToString();
            }

            name.Append(path, start, i - 1 - start).Append('`');
            start = i + 1;
        }

        throw new ConfigException(
            $"Incomplete backtick pair in path: [{path}], consider adding a backslash before backtick at position {opening} to escape it");
    }
}
