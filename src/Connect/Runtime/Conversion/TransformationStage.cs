using Ms2Lab.Connect.Api;

namespace Ms2Lab.Connect.Runtime.Conversion;

/// <summary>One transform of a chain; it runs where it has no predicate, or where the predicate says so (KIP-585).</summary>
internal sealed record TransformationStage(Plugin<ITransformation> Transformation, Plugin<IPredicate>? Predicate, bool Negate)
{
    /// <summary>The class at work, for error reports.</summary>
    public string ClassName => Transformation.ClassName;

    /// <summary>The changed record, the same record where the predicate says no, or null to drop it.</summary>
    public ConnectRecord? Apply(ConnectRecord record) =>
        Predicate is null || Predicate.Instance.Test(record) != Negate ? Transformation.Instance.Apply(record) : record;
}
