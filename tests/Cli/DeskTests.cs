using System.Net.Sockets;
using Ms2Lab.Cli.Desk;
using Ms2Lab.Environments.Core;

namespace Ms2Lab.Cli.Tests;

/// <summary>How a running <c>lab up</c> answers <c>lab check</c> in its own process, and does to its servers what labs ask for.</summary>
public sealed class DeskTests : IAsyncLifetime
{
    private readonly LabHome _home = new();
    private LabUp? _up;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string Socket => Path.Combine(_home.Variables["MS2LAB_HOME"]!, "up", $"{_up!.Process.Id}.sock");

    [Fact]
    public async Task A_check_is_answered_by_the_process_of_the_servers()
    {
        var answer = await AskAsync(new CheckRequest("redis", _home.Work, IsTerminal: false, Width: 80).ToString());

        answer.Should().StartWith("  failed  ").And.Contain("expected: ").And.EndWith("\0" + $"{ExitCode.Failed}\n");
    }

    [Fact]
    public async Task What_cannot_be_checked_comes_back_as_words_for_standard_error() =>
        (await AskAsync(new CheckRequest("rediss", _home.Work, IsTerminal: false, Width: 80).ToString()))
            .Should().StartWith($"\0{ExitCode.Environment}\nlab: There is no lab 'rediss'. Did you mean redis?");

    [Fact]
    public async Task Another_build_of_the_program_gets_no_answer_and_checks_by_itself() =>
        (await AskAsync("ms2lab-check of yesterday\nredis\n/tmp\n0\n")).Should().BeEmpty();

    [Fact]
    public async Task A_command_beside_the_servers_stops_and_starts_them_as_labs_ask_for()
    {
        var redis = (await DeskServers.OfferedAsync(Socket, Cancellation)).Should().ContainSingle().Which.Should().BeAssignableTo<IRedisControl>().Subject;

        await redis.StopAsync(Cancellation);
        (await LabProcess.RunAsync(_home, "check redis", Cancellation)).Errors.Should().Contain("redis at").And.Contain("does not answer");

        await redis.StartAsync(Cancellation);
        (await LabProcess.RunAsync(_home, "check redis", Cancellation)).Output.Should().Contain("failed").And.Contain("expected: ");
    }

    [Fact]
    public async Task What_cannot_be_done_to_a_server_comes_back_as_words()
    {
        var answer = await AskAsync(new ControlRequest(ServerControls.Workers, "kill", new("http://127.0.0.1:1")).ToString());

        answer.Should().Be($"\0{ExitCode.Environment}\n`lab up` cannot kill workers. Start `lab up` again: it is of another build, or lacks that server.\n");
    }

    [Fact]
    public async Task A_caller_that_hangs_up_disturbs_nobody()
    {
        await AskAsync(new CheckRequest("redis", _home.Work, IsTerminal: false, Width: 80).ToString(), hangUp: true);

        (await AskAsync(new CheckRequest("redis", _home.Work, IsTerminal: false, Width: 80).ToString())).Should().Contain("\0" + $"{ExitCode.Failed}\n");
    }

    [Fact]
    public async Task The_desk_goes_with_its_servers()
    {
        File.Exists(Socket).Should().BeTrue();

        UnixSignal.Terminate.SendTo(_up!.Process.Id);
        await _up.Process.WaitForExitAsync(Cancellation);

        File.Exists(Socket).Should().BeFalse();
    }

    public async ValueTask InitializeAsync() => _up = await LabUp.StartAsync("--only redis", Cancellation, _home);

    public ValueTask DisposeAsync()
    {
        _up!.Dispose();
        _home.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task<string> AskAsync(string request, bool hangUp = false)
    {
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await socket.ConnectAsync(new UnixDomainSocketEndPoint(Socket), Cancellation);
        await socket.SendAsync(System.Text.Encoding.UTF8.GetBytes(request), Cancellation);
        if (hangUp)
        {
            return "";
        }
        using var reader = new StreamReader(new NetworkStream(socket));
        return await reader.ReadToEndAsync(Cancellation);
    }
}
