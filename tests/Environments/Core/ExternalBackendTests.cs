using System.Net;
using System.Net.Sockets;
using Ms2Lab.Environments.Core;

namespace Ms2Lab.Environments.Tests.Core;

public sealed class ExternalBackendTests
{
    [Fact]
    public async Task Parts_without_address_are_named_before_anything_is_asked()
    {
        var backend = new ExternalBackend(new Endpoints { Bootstrap = "127.0.0.1:1" });

        var start = () => LabEnvironment.StartAsync(new EnvironmentRequest { Parts = Parts.Kafka | Parts.MySql | Parts.Redis }, backend);

        (await start.Should().ThrowAsync<EnvironmentException>()).WithMessage("*no mysql,redis*Add the addresses*");
    }

    [Fact]
    public async Task Every_silent_part_is_named_with_its_address()
    {
        var backend = new ExternalBackend(new Endpoints { Bootstrap = "127.0.0.1:1", MySql = "127.0.0.1:2", Redis = "127.0.0.1:3", Registry = "127.0.0.1:4" });

        var start = () => LabEnvironment.StartAsync(new EnvironmentRequest { Parts = Parts.All & ~Parts.Connect }, backend);

        (await start.Should().ThrowAsync<EnvironmentException>()).WithMessage("kafka at 127.0.0.1:1*mysql at 127.0.0.1:2*redis at 127.0.0.1:3*registry at 127.0.0.1:4*");
    }

    [Fact]
    public async Task Service_of_another_kind_on_the_port_is_not_taken_for_the_part()
    {
        using var greeter = new TcpListener(IPAddress.Loopback, 0);
        greeter.Start();
        var served = GreetAsync(greeter);
        var backend = new ExternalBackend(new Endpoints { Redis = greeter.LocalEndpoint.ToString() });

        var start = () => LabEnvironment.StartAsync(new EnvironmentRequest { Parts = Parts.Redis }, backend);

        (await start.Should().ThrowAsync<EnvironmentException>()).WithMessage("*PING is answered with '220 mail*");
        await served;
    }

    private static async Task GreetAsync(TcpListener listener)
    {
        using var client = await listener.AcceptTcpClientAsync();
        await client.GetStream().WriteAsync("220 mail\r\n"u8.ToArray());
        await client.GetStream().ReadAtLeastAsync(new byte[256], 1, throwOnEndOfStream: false);
    }
}
