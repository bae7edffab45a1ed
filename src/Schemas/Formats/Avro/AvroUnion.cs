namespace Ms2Lab.Schemas.Formats.Avro;

/// <summary>One of several schemas; a value is preceded by the index of its branch.</summary>
public sealed class AvroUnion : AvroSchema
{
    /// <summary>Refuses unions in unions and two branches of one name, as Avro does.</summary>
    public AvroUnion(IReadOnlyList<AvroSchema> branches)
    {
        var names = new HashSet<string>();
        foreach (var branch in branches)
        {
            if (branch is AvroUnion)
            {
                throw new AvroSchemaException($"Nested union: {AvroSchemaText.OfBranches(branches)}") { JavaName = "org.apache.avro.AvroRuntimeException" };
            }

            if (!names.Add(branch.FullName))
            {
                throw new AvroSchemaException($"Duplicate in union:{branch.FullName}") { JavaName = "org.apache.avro.AvroRuntimeException" };
            }
        }

        Branches = branches;
    }

    /// <inheritdoc/>
    public override AvroType Type => AvroType.Union;

    /// <summary>The branches in order.</summary>
    public IReadOnlyList<AvroSchema> Branches { get; }

    /// <summary>The index of the null branch, or -1.</summary>
    public int NullBranch
    {
        get
        {
            for (var i = 0; i < Branches.Count; i++)
            {
                if (Branches[i].Type == AvroType.Null)
                {
                    return i;
                }
            }

            return -1;
        }
    }
}
