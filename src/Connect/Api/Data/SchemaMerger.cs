namespace Ms2Lab.Connect.Api;

/// <summary>The common schema of the elements seen so far; none once two did not go together.</summary>
internal sealed class SchemaMerger
{
    private bool _compatible = true;

    public Schema? Common { get; private set; }

    public void Merge(SchemaAndValue? latest)
    {
        if (!_compatible || latest?.Schema is not { } schema)
        {
            return;
        }

        Common = Common is null ? schema : ValueSchemas.Common(Common, schema);
        _compatible = Common is not null;
    }
}
