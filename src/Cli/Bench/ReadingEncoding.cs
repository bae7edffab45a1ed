using Ms2Lab.Labs.LabKit.Readings;

namespace Ms2Lab.Cli.Bench;

/// <summary>One way to make bytes of readings, and readings of bytes.</summary>
/// <param name="Name">What it is called in tables.</param>
/// <param name="Encode">The value of a record.</param>
/// <param name="Decode">What a consumer gets back.</param>
internal sealed record ReadingEncoding(string Name, Func<SmartMeterReading, byte[]> Encode, Func<byte[], object?> Decode);
