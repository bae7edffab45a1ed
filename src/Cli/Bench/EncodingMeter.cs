using System.Diagnostics;
using Ms2Lab.Kafka.Protocol.Records;
using Ms2Lab.Labs.LabKit.Readings;

namespace Ms2Lab.Cli.Bench;

/// <summary>Measures encodings with the same readings.</summary>
/// <param name="readings">The readings.</param>
/// <param name="rounds">How often time is taken; the best round counts, as others were disturbed.</param>
internal sealed class EncodingMeter(IReadOnlyList<SmartMeterReading> readings, int rounds)
{
    /// <summary>Measures one encoding.</summary>
    public EncodingFigures Measure(ReadingEncoding encoding)
    {
        var values = readings.Select(encoding.Encode).ToList();
        return new EncodingFigures(
            encoding.Name,
            [.. values.Select(v => v.Length).Order()],
            Enum.GetValues<CompressionCodec>().ToDictionary(c => c, c => BatchBytes(c, values)),
            Best(() =>
            {
                foreach (var reading in readings)
                {
                    encoding.Encode(reading);
                }
            }),
            Best(() =>
            {
                foreach (var value in values)
                {
                    encoding.Decode(value);
                }
            }));
    }

    private int BatchBytes(CompressionCodec codec, List<byte[]> values)
    {
        using var batch = new RecordBatchBuilder(codec);
        for (var i = 0; i < values.Count; i++)
        {
            batch.Append(readings[i].Modified, null, values[i]);
        }

        return batch.Build().Length;
    }

    private OperationFigures Best(Action all)
    {
        var best = double.MaxValue;
        double allocated = 0;
        for (var round = 0; round <= rounds; round++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            var start = Stopwatch.GetTimestamp();
            all();
            var elapsed = Stopwatch.GetElapsedTime(start).TotalNanoseconds / readings.Count;
            allocated = (double)(GC.GetAllocatedBytesForCurrentThread() - before) / readings.Count;
            best = round == 0 ? best : Math.Min(best, elapsed); // the first round compiles
        }

        return new OperationFigures(best, allocated);
    }
}
