using System.Diagnostics;
using Ms2Lab.Kafka.Protocol.Records;
using Ms2Lab.Labs.LabKit.Readings;

namespace Ms2Lab.Cli.Bench;

/// <summary>
/// Measures encodings with the same readings. Short rounds of all operations take turns in an order that is drawn anew each time, so that what else
/// the machine does meets them all alike; rounds count only when none gets faster any more, which is when the JIT has compiled all for good.
/// </summary>
/// <param name="readings">The readings.</param>
/// <param name="rounds">How often time is taken.</param>
internal sealed class EncodingMeter(IReadOnlyList<SmartMeterReading> readings, int rounds)
{
    private const double Settled = 0.97;
    private static readonly TimeSpan WarmUp = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan LongestWarmUp = TimeSpan.FromSeconds(20);

    // Two stretches without a faster round: code moves up a tier at the end of a quiet 100 ms, twice (tiered compilation with profiles).
    private const int QuietStretches = 2;

    /// <summary>Measures encodings.</summary>
    public IReadOnlyList<EncodingFigures> Measure(IReadOnlyList<ReadingEncoding> encodings)
    {
        var subjects = encodings.Select(e => new Subject(e, readings)).ToList();
        TimedOperation[] operations = [.. subjects.SelectMany(s => new[] { s.Encode, s.Decode })];
        Settle(operations);
        foreach (var operation in operations)
        {
            operation.Forget();
        }

        for (var round = 0; round < rounds; round++)
        {
            RunAll(operations);
        }

        return [.. subjects.Select(s => new EncodingFigures(
            s.Name, [.. s.Values.Select(v => v.Length).Order()], Enum.GetValues<CompressionCodec>().ToDictionary(c => c, c => BatchBytes(c, s.Values)),
            s.Encode.Figures, s.Decode.Figures))];
    }

    private static void Settle(TimedOperation[] operations)
    {
        var start = Stopwatch.GetTimestamp();
        var quiet = 0;
        while (quiet < QuietStretches && Stopwatch.GetElapsedTime(start) < LongestWarmUp)
        {
            var before = operations.Select(o => o.Minimum).ToList();
            var stretch = Stopwatch.GetTimestamp();
            while (Stopwatch.GetElapsedTime(stretch) < WarmUp)
            {
                RunAll(operations);
            }

            quiet = operations.Zip(before).All(o => o.First.Minimum > o.Second * Settled) ? quiet + 1 : 0;
        }
    }

    private static void RunAll(TimedOperation[] operations)
    {
        Random.Shared.Shuffle(operations);
        foreach (var operation in operations)
        {
            operation.Run();
        }
    }

    private int BatchBytes(CompressionCodec codec, IReadOnlyList<byte[]> values)
    {
        using var batch = new RecordBatchBuilder(codec);
        for (var i = 0; i < values.Count; i++)
        {
            batch.Append(readings[i].Modified, null, values[i]);
        }

        return batch.Build().Length;
    }

    /// <summary>An encoding with its two operations.</summary>
    private sealed class Subject
    {
        internal Subject(ReadingEncoding encoding, IReadOnlyList<SmartMeterReading> readings)
        {
            Func<byte[]>[] encoders = [.. readings.Select(encoding.Encoder)];
            byte[][] values = [.. encoders.Select(e => e())];
            (Name, Values) = (encoding.Name, values);
            Encode = new TimedOperation(values.Length, () =>
            {
                foreach (var encode in encoders)
                {
                    encode();
                }
            });
            Decode = new TimedOperation(values.Length, () =>
            {
                foreach (var value in values)
                {
                    encoding.Decode(value);
                }
            });
        }

        internal string Name { get; }

        internal IReadOnlyList<byte[]> Values { get; }

        internal TimedOperation Encode { get; }

        internal TimedOperation Decode { get; }
    }
}
