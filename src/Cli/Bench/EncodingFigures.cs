using Ms2Lab.Kafka.Protocol.Records;

namespace Ms2Lab.Cli.Bench;

/// <summary>What was measured of one encoding.</summary>
/// <param name="Name">The encoding.</param>
/// <param name="Sizes">Bytes of each record, smallest first.</param>
/// <param name="Batches">Bytes of one batch of all records by compression codec.</param>
/// <param name="Encode">Writing one record.</param>
/// <param name="Decode">Reading one record.</param>
internal sealed record EncodingFigures(
    string Name, IReadOnlyList<int> Sizes, IReadOnlyDictionary<CompressionCodec, int> Batches, OperationFigures Encode, OperationFigures Decode)
{
    /// <summary>Mean bytes of a record.</summary>
    public double Mean => Sizes.Average();

    /// <summary>The size that a share of the records does not exceed.</summary>
    public int Percentile(double share) => Sizes[Math.Min(Sizes.Count - 1, (int)(Sizes.Count * share))];
}
