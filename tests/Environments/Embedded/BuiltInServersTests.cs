using Ms2Lab.Environments.Core;
using Ms2Lab.Environments.Embedded;

namespace Ms2Lab.Environments.Tests.Embedded;

public sealed class BuiltInServersTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(Parts.Kafka)]
    [InlineData(Parts.Registry)]
    public async Task Part_answers_at_its_address_and_is_gone_after_the_environment(Parts part)
    {
        Endpoints at;
        await using (var environment = await StartAsync(new EnvironmentRequest { Parts = part }))
        {
            at = environment.Endpoints;
            at.Parts.Should().Be(part);
            (await PartProbe.AskAsync(at, part, Cancellation)).Should().NotBeEmpty();
        }

        var ask = () => PartProbe.AskAsync(at, part, Cancellation);
        await ask.Should().ThrowAsync<IOException>();
    }

    [Fact]
    public async Task Brokers_take_the_port_that_was_asked_for_and_those_that_follow()
    {
        var first = FreePair();

        await using var environment = await StartAsync(new EnvironmentRequest { Parts = Parts.Kafka, Brokers = 2, Ports = new FixedPorts { Kafka = first } });

        environment.Endpoints.Bootstrap.Should().Be($"127.0.0.1:{first},127.0.0.1:{first + 1}");
    }

    [Fact]
    public async Task Programs_elsewhere_get_a_listener_that_tells_them_their_host()
    {
        await using var environment = await StartAsync(new EnvironmentRequest { Parts = Parts.Kafka, Brokers = 2, KafkaAdvertisedHost = "localhost" });

        var at = environment.Endpoints;
        at.BootstrapElsewhere.Should().MatchRegex(@"^localhost:\d+,localhost:\d+$");
        (await PartProbe.AskAsync(new Endpoints { Bootstrap = at.BootstrapElsewhere }, Parts.Kafka, Cancellation)).Should().NotBeEmpty();
        at.Bootstrap.Should().StartWith("127.0.0.1:");
    }

    [Fact]
    public async Task Brokers_can_be_killed_and_come_back_at_their_address()
    {
        await using var environment = await StartAsync(new EnvironmentRequest { Parts = Parts.Kafka, Brokers = 2 });
        var brokers = environment.Capability<IBrokerControl>()!;
        var first = new Endpoints { Bootstrap = environment.Endpoints.Bootstrap!.Split(',')[0] };

        await brokers.KillAsync(brokers.Brokers[0], Cancellation);
        var ask = () => PartProbe.AskAsync(first, Parts.Kafka, Cancellation);
        await ask.Should().ThrowAsync<IOException>();
        await brokers.RestartAsync(brokers.Brokers[0], Cancellation);

        (await ask()).Should().NotBeEmpty();
        var unknown = () => brokers.KillAsync(99, Cancellation);
        (await unknown.Should().ThrowAsync<EnvironmentException>()).WithMessage("*no broker 99*");
    }

    [Fact]
    public async Task Requests_to_brokers_fail_wait_and_lose_their_answers_while_a_fault_lasts()
    {
        const short ApiVersions = 18;
        const short UnknownServerError = -1;
        await using var environment = await StartAsync(new EnvironmentRequest { Parts = Parts.Kafka });
        var faults = environment.Capability<IBrokerFaults>()!;
        var ask = () => PartProbe.AskAsync(environment.Endpoints, Parts.Kafka, Cancellation);

        using (faults.FailRequests(ApiVersions, UnknownServerError))
        {
            await ask.Should().ThrowAsync<IOException>();
        }
        using (faults.CloseConnections(ApiVersions, times: 1))
        {
            await ask.Should().ThrowAsync<IOException>();
            (await ask()).Should().NotBeEmpty("one connection was to be closed");
        }
        using (faults.DelayRequests(ApiVersions, TimeSpan.FromHours(1), times: 1))
        {
            using var patience = new CancellationTokenSource(TimeSpan.FromMilliseconds(300));
            var askInVain = () => PartProbe.AskAsync(environment.Endpoints, Parts.Kafka, patience.Token);
            await askInVain.Should().ThrowAsync<OperationCanceledException>();
            (await ask()).Should().NotBeEmpty("one request was to wait");
        }

        (await ask()).Should().NotBeEmpty("no fault is left");
    }

    [Theory]
    [InlineData(Parts.Kafka, "Kafka")]
    [InlineData(Parts.Registry, "the Schema Registry")]
    public async Task Fixed_port_that_is_taken_is_named_with_the_part(Parts part, string name)
    {
        await using var holder = await StartAsync(new EnvironmentRequest { Parts = Parts.Kafka });
        var (_, port) = EndpointAddress.HostAndPort(holder.Endpoints.Bootstrap!, 0);

        var second = () => StartAsync(new EnvironmentRequest { Parts = part, Ports = new FixedPorts { Kafka = port, Registry = port } });

        (await second.Should().ThrowAsync<EnvironmentException>()).WithMessage($"Port {port}, asked for {name}, is taken*");
    }

    [Fact]
    public async Task Worker_comes_up_on_the_environments_broker_with_the_kits_connectors()
    {
        await using var environment = await StartAsync(new EnvironmentRequest { Parts = Parts.Connect });

        environment.Endpoints.Parts.Should().Be(Parts.Connect | Parts.Kafka);
        using var http = new HttpClient { BaseAddress = environment.Endpoints.ConnectUris.Single() };
        (await http.GetStringAsync("connector-plugins?connectorsOnly=false", Cancellation)).Should().ContainAll(
            "io.confluent.connect.jdbc.JdbcSinkConnector", "com.github.jcustenborder.kafka.connect.redis.RedisSinkConnector", "org.apache.kafka.connect.json.JsonConverter", "io.confluent.connect.avro.AvroConverter");
    }

    [Fact]
    public async Task Several_workers_form_one_group_and_each_can_be_ended_and_started_again()
    {
        await using var environment = await StartAsync(new EnvironmentRequest { Parts = Parts.Connect, ConnectWorkers = 2 });
        var control = environment.Capability<IWorkerControl>()!;
        control.Workers.Should().Equal(environment.Endpoints.ConnectUris);
        var second = control.Workers[1];

        await control.KillAsync(second, Cancellation);
        control.Workers.Should().ContainSingle();
        (await control.StartAsync(second, Cancellation)).Should().Be(second);

        control.Workers.Should().HaveCount(2);
        var unknown = () => control.KillAsync(new Uri("http://127.0.0.1:1/"), Cancellation);
        await unknown.Should().ThrowAsync<EnvironmentException>();
    }

    [Fact]
    public async Task Brokers_beyond_the_last_port_are_refused()
    {
        var start = () => StartAsync(new EnvironmentRequest { Parts = Parts.Kafka, Brokers = 2, Ports = new FixedPorts { Kafka = 65535 } });

        (await start.Should().ThrowAsync<EnvironmentException>()).WithMessage("2 ports from 65535 on, asked for Kafka*");
    }

    private static Task<LabEnvironment> StartAsync(EnvironmentRequest request) => LabEnvironment.StartAsync(request, new EmbeddedBackend(), Cancellation);

    private static int FreePair()
    {
        while (true)
        {
            var port = LoopbackPorts.Free();
            try
            {
                LoopbackPorts.EnsureFree(port + 1, "a test");
                return port;
            }
            catch (EnvironmentException)
            {
                // The next one is taken: look further.
            }
        }
    }
}
