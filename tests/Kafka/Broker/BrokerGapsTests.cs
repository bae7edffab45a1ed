using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Ms2Lab.Kafka.Broker;
using Ms2Lab.Kafka.Protocol;
using Ms2Lab.Kafka.Protocol.Messages;

namespace Ms2Lab.Kafka.Tests.Broker;

public sealed partial class BrokerGapsTests
{
    [Fact]
    public async Task Handler_headers_name_the_versions_that_are_offered()
    {
        // Given
        var headers = Directory.GetFiles(Path.Combine(BrokerFolder(), "Handlers"), "Api??*.cs").Select(f => (Name: Path.GetFileName(f), Text: File.ReadAllText(f)))
            .Where(f => ApiFile().IsMatch(f.Name) && !f.Text.Contains("Not listed in ApiVersions", StringComparison.Ordinal))
            .ToDictionary(f => short.Parse(f.Name[3..5], CultureInfo.InvariantCulture), f => Versions().Match(f.Text));

        // When
        var offered = await OfferedAsync();

        // Then
        offered.Select(a => $"{a.ApiKey}: {a.MinVersion}-{a.MaxVersion}").Should().Equal(
            headers.OrderBy(h => h.Key).Select(h => $"{h.Key}: {h.Value.Groups[1].Value}-{(h.Value.Groups[2].Success ? h.Value.Groups[2].Value : h.Value.Groups[1].Value)}"));
    }

    [Fact]
    public async Task Gaps_name_exactly_the_apis_that_are_not_offered()
    {
        // Given
        var text = Regex.Match(File.ReadAllText(Path.Combine(BrokerFolder(), "GAPS.md")), @"APIs that are not offered: ([^.]+)\.").Groups[1].Value;

        // When
        var offered = (await OfferedAsync()).ConvertAll(a => a.ApiKey);

        // Then
        Regex.Replace(text, @"\s+", " ").Split(", ").Should().Equal(
            Enum.GetValues<ApiKey>().Where(k => !offered.Contains((short)k)).Select(k => $"{(short)k} {k}"));
    }

    private static async Task<List<ApiVersionsResponse.ApiVersion>> OfferedAsync()
    {
        await using var kafka = await EmbeddedKafka.StartAsync(cancellation: TestContext.Current.CancellationToken);
        await using var client = await WireClient.ConnectAsync(kafka.Brokers[0]);
        return (await client.AskAsync<ApiVersionsResponse>(new ApiVersionsRequest(), 0)).ApiKeys;
    }

    private static string BrokerFolder([CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "..", "src", "Kafka", "Broker"));

    [GeneratedRegex(@"^Api\d\d[A-Z]")]
    private static partial Regex ApiFile();

    [GeneratedRegex(@"/// .*?, versions? (\d+)(?:-(\d+))?")]
    private static partial Regex Versions();
}
