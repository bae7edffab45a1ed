using System.Net.Sockets;
using System.Text;
using Ms2Lab.Environments.Containers;
using Ms2Lab.Environments.Core;

namespace Ms2Lab.Environments.Tests.Containers;

/// <summary>Every way in which an engine is not to be used is told apart and ends in what to do.</summary>
public sealed class DockerEngineTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("ms2lab-engine-").FullName;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string Path => System.IO.Path.Combine(_folder, "docker.sock");

    [Fact]
    public async Task Named_engine_that_does_not_run_is_named() =>
        (await Asking().Should().ThrowAsync<EnvironmentException>()).WithMessage($"The Docker engine does not run: nobody listens at {Path}. Start it*embedded backend.");

    [Fact]
    public async Task Engine_that_is_not_ours_says_which_group_to_join()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows() || Environment.UserName == "root", "root may use every socket");
        using var engine = Listen();
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(Path, UnixFileMode.None);
        }

        (await Asking().Should().ThrowAsync<EnvironmentException>()).WithMessage("*you may not use it. Join the group*");
    }

    [Fact]
    public async Task Old_engine_is_told_from_one_that_will_do()
    {
        using var engine = Listen();
        var served = AnswerAsync(engine, """{"Version": "17.05.0", "ApiVersion": "1.29"}""");

        (await Asking().Should().ThrowAsync<EnvironmentException>()).WithMessage("*too old: version 17.05.0 speaks API 1.29, and 1.40 is needed. Update Docker*");
        await served;
    }

    [Theory]
    [InlineData("hello")]
    [InlineData("{}")]
    public async Task Something_else_at_the_socket_is_not_taken_for_an_engine(string answer)
    {
        using var engine = Listen();
        var served = AnswerAsync(engine, answer);

        (await Asking().Should().ThrowAsync<EnvironmentException>()).WithMessage("*does not answer as a Docker engine*Restart Docker*");
        await served;
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private Func<Task> Asking() => () => new DockerEngine(name => name == DockerEngine.HostVariable ? $"unix://{Path}" : null).EnsureAsync(Cancellation);

    private Socket Listen()
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Bind(new UnixDomainSocketEndPoint(Path));
        socket.Listen();
        return socket;
    }

    private static async Task AnswerAsync(Socket engine, string json)
    {
        using var client = await engine.AcceptAsync(Cancellation);
        await client.ReceiveAsync(new byte[4096], Cancellation);
        await client.SendAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\nContent-Length: {json.Length}\r\nConnection: close\r\n\r\n{json}"), Cancellation);
    }
}
