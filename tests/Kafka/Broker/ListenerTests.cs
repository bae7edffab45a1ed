using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Ms2Lab.Kafka.Broker;
using Ms2Lab.Kafka.Protocol;
using Ms2Lab.Kafka.Protocol.Messages;

namespace Ms2Lab.Kafka.Tests.Broker;

/// <summary>Several doors to one cluster (issue 5, items 1 and 4).</summary>
public sealed class ListenerTests
{
    [Fact]
    public async Task Clients_of_each_listener_are_told_its_own_addresses()
    {
        // Given
        var options = new EmbeddedKafkaOptions { Brokers = 2, MoreListeners = [new ListenerOptions { Name = "CONTAINERS", AdvertisedHost = "localhost" }] };
        await using var kafka = await EmbeddedKafka.StartAsync(options, TestContext.Current.CancellationToken);
        kafka.CreateTopic("readings");

        // When
        await using var near = await WireClient.ConnectAsync(kafka.Brokers[0]);
        await using var far = await WireClient.ConnectAsync("127.0.0.1", PortOf(kafka.BootstrapServersOf("CONTAINERS")));
        var addresses = new List<string>();
        foreach (var client in new[] { near, far })
        {
            var brokers = (await client.AskAsync<MetadataResponse>(Requests.Metadata("readings"), 12)).Brokers;
            addresses.Add(string.Join(',', brokers.Select(b => $"{b.Host}:{b.Port}")));
            var coordinator = (await client.AskAsync<FindCoordinatorResponse>(new FindCoordinatorRequest { CoordinatorKeys = ["g"] }, 4)).Coordinators[0];
            addresses[^1].Should().Contain($"{coordinator.Host}:{coordinator.Port}");
        }

        // Then
        addresses.Should().Equal(kafka.BootstrapServers, kafka.BootstrapServersOf("CONTAINERS"));
        addresses[1].Should().StartWith("localhost:");
    }

    [Fact]
    public async Task A_killed_broker_returns_on_the_ports_of_all_its_listeners()
    {
        // Given
        var options = new EmbeddedKafkaOptions { MoreListeners = [new ListenerOptions { Name = "MORE" }] };
        await using var kafka = await EmbeddedKafka.StartAsync(options, TestContext.Current.CancellationToken);
        var before = kafka.BootstrapServersOf("MORE");

        // When
        await kafka.KillAsync(1);
        kafka.Restart(1);

        // Then
        kafka.BootstrapServersOf("MORE").Should().Be(before);
        await using var client = await WireClient.ConnectAsync("127.0.0.1", PortOf(before));
        (await client.AskAsync<MetadataResponse>(new MetadataRequest { Topics = [] }, 12)).Brokers.Should().ContainSingle();
    }

    [Theory]
    [InlineData("secret", true)]
    [InlineData("wrong", false)]
    public async Task One_listener_asks_for_TLS_and_PLAIN_while_the_other_is_open(string password, bool isLetIn)
    {
        // Given
        using var certificate = SelfSigned();
        var options = new EmbeddedKafkaOptions
        {
            SaslUsers = new Dictionary<string, string> { ["lab"] = "secret" },
            MoreListeners = [new ListenerOptions { Name = "SASL_SSL", TlsCertificate = certificate, RequiresSasl = true }, new ListenerOptions { Name = "OPEN" }],
        };
        await using var kafka = await EmbeddedKafka.StartAsync(options, TestContext.Current.CancellationToken);
        using var tcp = new TcpClient();
        await tcp.ConnectAsync("127.0.0.1", PortOf(kafka.BootstrapServersOf("SASL_SSL")), TestContext.Current.CancellationToken);
        await using var tls = new SslStream(tcp.GetStream(), leaveInnerStreamOpen: false, (_, seen, _, _) => seen?.GetCertHashString() == certificate.GetCertHashString());
        await tls.AuthenticateAsClientAsync("localhost");
        await using var secured = WireClient.Over(tls);

        // When
        await secured.AskAsync<SaslHandshakeResponse>(new SaslHandshakeRequest { Mechanism = "PLAIN" }, 1);
        var answer = await secured.AskAsync<SaslAuthenticateResponse>(new SaslAuthenticateRequest { AuthBytes = Encoding.UTF8.GetBytes($"\0lab\0{password}") }, 2);

        // Then
        answer.ErrorCode.Should().Be((short)(isLetIn ? ErrorCode.None : ErrorCode.SaslAuthenticationFailed));
        await using var open = await WireClient.ConnectAsync("127.0.0.1", PortOf(kafka.BootstrapServersOf("OPEN")));
        (await open.AskAsync<MetadataResponse>(new MetadataRequest { Topics = [] }, 12)).Brokers.Should().ContainSingle();
        if (isLetIn)
        {
            (await secured.AskAsync<MetadataResponse>(new MetadataRequest { Topics = [] }, 12)).Brokers.Should().ContainSingle();
        }
    }

    private static int PortOf(string addresses) => int.Parse(addresses.Split(',')[0].Split(':')[1]);

    private static X509Certificate2 SelfSigned()
    {
        using var key = RSA.Create(2048);
        using var made = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            .CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pfx), null);
    }
}
