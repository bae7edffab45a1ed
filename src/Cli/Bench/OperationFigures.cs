namespace Ms2Lab.Cli.Bench;

/// <summary>Time and memory of one operation.</summary>
/// <param name="Nanoseconds">The best of several rounds.</param>
/// <param name="Allocated">Bytes allocated.</param>
internal sealed record OperationFigures(double Nanoseconds, double Allocated);
