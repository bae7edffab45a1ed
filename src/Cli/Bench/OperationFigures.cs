namespace Ms2Lab.Cli.Bench;

/// <summary>Time and memory of one operation.</summary>
/// <param name="Minimum">Nanoseconds in the round that was disturbed least.</param>
/// <param name="Median">Nanoseconds in the middle one of the rounds.</param>
/// <param name="Allocated">Bytes allocated.</param>
internal sealed record OperationFigures(double Minimum, double Median, double Allocated);
