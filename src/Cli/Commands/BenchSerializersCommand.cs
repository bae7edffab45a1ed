using System.CommandLine;
using System.Globalization;
using Ms2Lab.Cli.Bench;
using Ms2Lab.Labs.LabKit.Readings;
using Ms2Lab.Schemas.Registry;

namespace Ms2Lab.Cli.Commands;

/// <summary><c>lab bench serializers</c>: what the same readings weigh and cost in five encodings.</summary>
internal sealed class BenchSerializersCommand : Command
{
    // How much longer than Protobuf's generated code Avro's codec may take.
    private const double Goal = 1.5;
    private readonly Option<int> _rounds = new("--rounds") { Description = "How often times are taken, after a warm-up of some seconds.", DefaultValueFactory = _ => 300 };
    private readonly Option<int> _count = new("--readings") { Description = "How many readings.", DefaultValueFactory = _ => 1000 };
    private readonly Option<FileInfo?> _report = new("--report") { Description = "Write the figures and charts into this HTML file." };

    /// <summary>Creates the command.</summary>
    public BenchSerializersCommand()
        : base("serializers", "Encode and decode the same readings as JSON, Avro, Protobuf and JSON Schema.")
    {
        Options.Add(_rounds);
        Options.Add(_count);
        Options.Add(_report);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult line, CancellationToken cancellation)
    {
        await using var registry = await EmbeddedRegistry.StartAsync(new EmbeddedRegistryOptions(), cancellation).ConfigureAwait(false);
        using var client = new RegistryClient(new RegistryClientOptions { Urls = [registry.Url.ToString()] });
        var readings = SmartMeter.Readings(seed: 6).Take(line.GetValue(_count)).ToList();
        var meter = new EncodingMeter(readings, line.GetValue(_rounds));
        var figures = meter.Measure(ReadingEncodings.All(client));
        var small = SmallRecords.Rows();

        Console.WriteLine($"{readings.Count} readings: bytes of a record, time and memory for one, bytes of one batch of all by compression codec");
        Console.WriteLine(SerializerReport.Table(SerializerReport.Rows(figures)));
        Console.WriteLine();
        Console.WriteLine(SerializerReport.Table(small));
        Console.WriteLine();
        Console.WriteLine($"{ReadingEncodings.BareAvro} / {ReadingEncodings.BareProtobuf}, goal {Shown(Goal)} or less: encode {Ratio(figures, f => f.Encode)}, decode {Ratio(figures, f => f.Decode)}");
        if (line.GetValue(_report) is { } file)
        {
            await File.WriteAllTextAsync(file.FullName, SerializerReport.Html($"{readings.Count} readings in five encodings", figures, small), cancellation).ConfigureAwait(false);
            Console.WriteLine($"The charts are in {file.FullName}.");
        }

        return ExitCode.Success;
    }

    private static string Ratio(IReadOnlyList<EncodingFigures> figures, Func<EncodingFigures, OperationFigures> operation)
    {
        var avro = operation(figures.Single(f => f.Name == ReadingEncodings.BareAvro));
        var protobuf = operation(figures.Single(f => f.Name == ReadingEncodings.BareProtobuf));
        var median = avro.Median / protobuf.Median;
        return $"{Shown(median)}, {(median <= Goal ? "met" : "not met")} (of the shortest rounds {Shown(avro.Minimum / protobuf.Minimum)})";
    }

    private static string Shown(double ratio) => ratio.ToString("0.00", CultureInfo.InvariantCulture);
}
