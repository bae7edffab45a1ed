using Ms2Lab.Labs.LabKit.Readings;

namespace Ms2Lab.Cli.Bench;

/// <summary>One way to make bytes of readings, and readings of bytes.</summary>
/// <param name="Name">What it is called in tables.</param>
/// <param name="Encoder">Makes of a reading what the application holds, outside the measured time; what it returns makes the value of a record.</param>
/// <param name="Decode">What a consumer gets back.</param>
internal sealed record ReadingEncoding(string Name, Func<SmartMeterReading, Func<byte[]>> Encoder, Func<byte[], object?> Decode);
