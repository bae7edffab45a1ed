namespace Ms2Lab.Schemas.Formats.Avro;

/// <summary>Named fields in order.</summary>
public sealed class AvroRecord(AvroName name, string? doc, IReadOnlyList<string> aliases, bool isError) : AvroNamed(name, doc, aliases)
{
    private readonly Dictionary<string, AvroField> byName = [];
    private IReadOnlyList<AvroField> fields = [];

    /// <inheritdoc/>
    public override AvroType Type => AvroType.Record;

    /// <summary>Whether the text says "error" in place of "record".</summary>
    public bool IsError => isError;

    /// <summary>The fields in order; empty only while the record itself is being parsed.</summary>
    public IReadOnlyList<AvroField> Fields
    {
        get => this.fields;
        internal set
        {
            foreach (var one in value)
            {
                if (!byName.TryAdd(one.Name, one))
                {
                    throw new AvroSchemaException($"Duplicate field {one.Name} in record {FullName}: {Shown(one)} and {Shown(byName[one.Name])}.")
                    {
                        JavaName = "org.apache.avro.AvroRuntimeException",
                    };
                }
            }

            this.fields = value;
            IsOpen = false;
        }
    }

    /// <summary>Whether its fields are still being read.</summary>
    internal bool IsOpen { get; private set; } = true;

    /// <summary>The field of that name, or null.</summary>
    public AvroField? Field(string fieldName) => byName.GetValueOrDefault(fieldName);

    private static string Shown(AvroField f) => $"{f.Name} type:{f.Schema.Type.ToString().ToUpperInvariant()} pos:{f.Position}";
}
