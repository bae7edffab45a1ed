using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;
using Ms2Lab.Kafka.Broker;
using Ms2Lab.Kafka.Broker.Faults;
using Ms2Lab.Kafka.Protocol;

namespace Ms2Lab.KafkaClients.Tests.Scenarios;

public abstract partial class KafkaClientScenarios
{
    [Fact]
    public async Task It_sees_all_brokers_and_topics()
    {
        await using var cluster = await TestCluster.WithTopicAsync("readings", partitions: 3, brokers: 3, replicas: 2);

        var seen = await RunAsync(cluster, "list", []);

        Texts(seen["brokers"]).Should().Equal("1", "2", "3");
        seen["topics"]!["readings"]!.GetValue<int>().Should().Be(3);
    }

    [Fact]
    public async Task One_whose_version_of_ApiVersions_is_refused_comes_back_with_an_older_one()
    {
        await using var cluster = await TestCluster.WithTopicAsync("older");
        using var refused = cluster.Kafka.AddFault(new FaultRule(FaultAction.Fail(ErrorCode.UnsupportedVersion)) { Apis = [ApiKey.ApiVersions], When = r => r.Version > 0 });
        using var taken = cluster.Kafka.AddFault(new FaultRule(FaultAction.Observe) { Apis = [ApiKey.ApiVersions], When = r => r.Version == 0 });

        await ProduceAsync(cluster, new JsonObject { ["topic"] = "older", ["partition"] = 0, ["records"] = TestCluster.Values("a") });

        ValuesOf(await ReadAllAsync(cluster, "older")).Should().Equal("a");
        (refused.Hits == 0 || taken.Hits > 0).Should().BeTrue("a client that was refused has to ask again");
    }

    [Fact]
    public async Task A_user_with_the_right_password_produces_and_consumes()
    {
        await using var kafka = await EmbeddedKafka.StartAsync(Guarded(), TestContext.Current.CancellationToken);
        var security = new JsonObject { ["username"] = "meter", ["password"] = "secret" };

        var (produced, consumed) = await RoundTripAsync(kafka, security);

        produced["delivered"]!.GetValue<int>().Should().Be(1);
        ValuesOf(consumed).Should().Equal("behind a door");
    }

    [Fact]
    public async Task A_user_with_a_wrong_password_delivers_nothing()
    {
        await using var kafka = await EmbeddedKafka.StartAsync(Guarded(), TestContext.Current.CancellationToken);
        kafka.CreateTopic("guarded");

        await using var run = await client.StartAsync(kafka.BootstrapServers, "produce", new JsonObject
        {
            ["topic"] = "guarded", ["records"] = TestCluster.Values("never"), ["timeout"] = 3000, ["retries"] = 2,
            ["security"] = new JsonObject { ["username"] = "meter", ["password"] = "wrong" },
        });
        var refused = async () => Texts((await run.UntilAsync("end"))["errors"]).Should().BeEmpty();

        await refused.Should().ThrowAsync<Exception>();
        var (_, consumed) = await RoundTripAsync(kafka, new JsonObject { ["username"] = "meter", ["password"] = "secret" });
        ValuesOf(consumed).Should().Equal("behind a door");
    }

    [Fact]
    public async Task It_speaks_TLS_with_a_certificate_that_it_trusts()
    {
        using var certificate = Certificate();
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(file, certificate.ExportCertificatePem(), TestContext.Current.CancellationToken);
            await using var kafka = await EmbeddedKafka.StartAsync(new EmbeddedKafkaOptions { TlsCertificate = certificate }, TestContext.Current.CancellationToken);

            var (_, consumed) = await RoundTripAsync(kafka, new JsonObject { ["ca"] = file });

            ValuesOf(consumed).Should().Equal("behind a door");
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static EmbeddedKafkaOptions Guarded() => new() { SaslUsers = new Dictionary<string, string> { ["meter"] = "secret" } };

    private async Task<(JsonNode Produced, JsonNode Consumed)> RoundTripAsync(EmbeddedKafka kafka, JsonObject security)
    {
        var produced = await client.RunAsync(kafka.BootstrapServers, "produce", new JsonObject { ["topic"] = "guarded", ["records"] = TestCluster.Values("behind a door"), ["security"] = security });
        var consumed = await client.RunAsync(kafka.BootstrapServers, "consume", new JsonObject { ["topic"] = "guarded", ["count"] = 1, ["security"] = security.DeepClone() });
        return (produced, consumed);
    }

    private static X509Certificate2 Certificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, 0, critical: true));
        var now = DateTimeOffset.UtcNow;
        return request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
    }
}
