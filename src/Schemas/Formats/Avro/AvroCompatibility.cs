using System.Globalization;

namespace Ms2Lab.Schemas.Formats.Avro;

/// <summary>Whether a reader's schema can read data of a writer's schema, and every reason why not (Avro specification, "Schema Resolution").</summary>
public sealed class AvroCompatibility
{
    // Avro for Java finds out about a pair of schemas once, and says the same of it, place included, wherever it meets the pair again.
    // A pair that it is still at work on is taken as compatible: that is how recursive schemas end.
    private readonly Dictionary<(AvroSchema, AvroSchema), IReadOnlyList<SchemaDifference>> known;
    private readonly List<SchemaDifference> found = [];

    private AvroCompatibility(Dictionary<(AvroSchema, AvroSchema), IReadOnlyList<SchemaDifference>> known) => this.known = known;

    /// <summary>All reasons why <paramref name="reader"/> cannot read what <paramref name="writer"/> wrote; none when it can.</summary>
    public static IReadOnlyList<SchemaDifference> Check(AvroSchema reader, AvroSchema writer)
    {
        try
        {
            return new AvroCompatibility(new(ReferencePairs.Instance)).Of(reader, writer, "");
        }
        catch (AvroSchemaException e)
        {
            return [new SchemaDifference("", "/", false, $"Unexpected exception during compatibility check: {e.Message}")];
        }
    }

    private IReadOnlyList<SchemaDifference> Of(AvroSchema reader, AvroSchema writer, string path)
    {
        if (known.TryGetValue((reader, writer), out var before))
        {
            return before;
        }

        known[(reader, writer)] = [];
        var comparing = new AvroCompatibility(known);
        comparing.CompareNew(reader, writer, path);
        return known[(reader, writer)] = comparing.found;
    }

    private void Compare(AvroSchema reader, AvroSchema writer, string path) => found.AddRange(Of(reader, writer, path));

    // Which branch fits is looked at as if the branch were a schema of its own.
    private bool CanRead(AvroSchema reader, AvroSchema writer) => Of(reader, writer, "").Count == 0;

    private void CompareNew(AvroSchema reader, AvroSchema writer, string path)
    {
        if (writer is AvroUnion writers)
        {
            foreach (var (index, branch) in writers.Branches.Index())
            {
                var at = $"{path}/{index.ToString(CultureInfo.InvariantCulture)}";
                if (reader is not AvroUnion)
                {
                    Compare(reader, branch, at);
                }
                else if (!CanRead(reader, branch))
                {
                    MissingBranch(branch, at);
                }
            }

            return;
        }

        if (reader is AvroUnion readers)
        {
            if (!readers.Branches.Any(b => CanRead(b, writer)))
            {
                MissingBranch(writer, path);
            }

            return;
        }

        if (reader.Type == writer.Type)
        {
            CompareSameKind(reader, writer, path);
        }
        else if (!Promotes(reader.Type, writer.Type))
        {
            Add("TYPE_MISMATCH", path, p => $"The type (path '{p}') of a field in the {{0}} schema does not match with the {{1}} schema",
                $"reader type: {Upper(reader)} not compatible with writer type: {Upper(writer)}");
        }
    }

    private void CompareSameKind(AvroSchema reader, AvroSchema writer, string path)
    {
        switch (reader)
        {
            case AvroArray array:
                Compare(array.Items, ((AvroArray)writer).Items, path + "/items");
                break;
            case AvroMap map:
                Compare(map.Values, ((AvroMap)writer).Values, path + "/values");
                break;
            case AvroFixed f:
                CompareNames(f, (AvroFixed)writer, path);
                if (f.Size != ((AvroFixed)writer).Size)
                {
                    Add("FIXED_SIZE_MISMATCH", path + "/size",
                        p => $"The size of FIXED type field at path '{p}' in the {{0}} schema does not match with the {{1}} schema",
                        $"expected: {((AvroFixed)writer).Size}, found: {f.Size}");
                }

                break;
            case AvroEnum e:
                CompareNames(e, (AvroEnum)writer, path);
                var missing = ((AvroEnum)writer).Symbols.Where(s => e.IndexOf(s) < 0).Order(StringComparer.Ordinal).ToList();
                if (missing.Count > 0 && (e.Default is null || e.IndexOf(e.Default) < 0))
                {
                    var symbols = $"[{string.Join(", ", missing)}]";
                    Add("MISSING_ENUM_SYMBOLS", path + "/symbols",
                        p => $"The {{0}} schema is missing enum symbols '{symbols}' at path '{p}' in the {{1}} schema", symbols);
                }

                break;
            case AvroRecord record:
                CompareNames(record, (AvroRecord)writer, path);
                CompareFields(record, (AvroRecord)writer, path);
                break;
        }
    }

    private void CompareFields(AvroRecord reader, AvroRecord writer, string path)
    {
        foreach (var field in reader.Fields)
        {
            var at = $"{path}/fields/{field.Position}";
            if (Source(field, writer) is { } source)
            {
                Compare(field.Schema, source.Schema, at + "/type");
            }
            else if (field.Default is not null)
            {
                continue;
            }
            else if (field.Schema is AvroEnum { Default: not null })
            {
                // Here Avro for Java compares the enum with the whole record, and finds that they are none of a kind.
                Compare(field.Schema, writer, at + "/type");
            }
            else
            {
                Add("READER_FIELD_MISSING_DEFAULT_VALUE", at,
                    p => $"The field '{field.Name}' at path '{p}' in the {{0}} schema has no default value and is missing in the {{1}} schema", field.Name);
            }
        }
    }

    private static AvroField? Source(AvroField field, AvroRecord writer)
    {
        var sources = field.Aliases.Prepend(field.Name).Select(writer.Field).OfType<AvroField>().ToList();
        return sources.Count < 2 ? sources.FirstOrDefault() : throw new AvroSchemaException(
            $"Reader record field {field.Name} type:{Upper(field.Schema)} pos:{field.Position} matches multiple fields in writer record schema {writer}");
    }

    private void CompareNames(AvroNamed reader, AvroNamed writer, string path)
    {
        if (reader.Name.Simple != writer.Name.Simple && !reader.Aliases.Contains(writer.FullName))
        {
            Add("NAME_MISMATCH", path + "/name", p => $"The name of the schema has changed (path '{p}')", $"expected: {writer.FullName}");
        }
    }

    private void MissingBranch(AvroSchema writer, string path) => Add(
        "MISSING_UNION_BRANCH", path, p => $"The {{0}} schema is missing a type inside a union field at path '{p}' in the {{1}} schema",
        $"reader union lacking writer type: {Upper(writer)}");

    private void Add(string type, string path, Func<string, string> description, string info)
    {
        var at = path.Length == 0 ? "/" : path;
        found.Add(new SchemaDifference(type, at, false, $"{{errorType:'{type}', description:'{description(at)}', additionalInfo:'{info}'}}"));
    }

    private static string Upper(AvroSchema schema) => schema.Type.ToString().ToUpperInvariant();

    private static bool Promotes(AvroType reader, AvroType writer) => reader switch
    {
        AvroType.Long => writer is AvroType.Int,
        AvroType.Float => writer is AvroType.Int or AvroType.Long,
        AvroType.Double => writer is AvroType.Int or AvroType.Long or AvroType.Float,
        AvroType.String => writer is AvroType.Bytes,
        AvroType.Bytes => writer is AvroType.String,
        _ => false,
    };

    private sealed class ReferencePairs : IEqualityComparer<(AvroSchema, AvroSchema)>
    {
        internal static readonly ReferencePairs Instance = new();

        public bool Equals((AvroSchema, AvroSchema) x, (AvroSchema, AvroSchema) y) => ReferenceEquals(x.Item1, y.Item1) && ReferenceEquals(x.Item2, y.Item2);

        public int GetHashCode((AvroSchema, AvroSchema) pair) => HashCode.Combine(
            System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(pair.Item1), System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(pair.Item2));
    }
}
