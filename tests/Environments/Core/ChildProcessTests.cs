using Ms2Lab.Environments.Core;

namespace Ms2Lab.Environments.Tests.Core;

public sealed class ChildProcessTests : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);
    private readonly string _folder = Directory.CreateTempSubdirectory("ms2lab-child-").FullName;

    public void Dispose()
    {
        if (Directory.Exists(_folder))
        {
            Directory.Delete(_folder, recursive: true);
        }
    }

    [Fact]
    public async Task Dispose_kills_a_server_that_ignores_requests_and_removes_its_folder()
    {
        var child = ChildProcess.Start("/bin/sh", ["-c", "trap '' TERM; while :; do sleep 60; done"], _folder, Path.Combine(_folder, "log"));
        child.Signal(UnixSignal.Terminate);

        await child.DisposeAsync();

        child.Exited.IsCompleted.Should().BeTrue();
        Directory.Exists(_folder).Should().BeFalse();
    }

    [Fact]
    public async Task Server_that_ends_by_itself_keeps_its_folder_and_tells_its_exit_code()
    {
        var log = Path.Combine(_folder, "log");
        await using var child = ChildProcess.Start("/bin/sh", ["-c", "echo no port; exit 3"], _folder, log);

        await child.Exited.WaitAsync(Limit, TestContext.Current.CancellationToken);

        child.ExitCode.Should().Be(3);
        (await File.ReadAllTextAsync(log, TestContext.Current.CancellationToken)).Should().Be("no port\n");
    }

    [Fact]
    public async Task Signal_reaches_the_server_and_not_only_its_watchdog()
    {
        await using var child = ChildProcess.Start("/bin/sleep", ["60"], _folder);
        child.Signal(UnixSignal.Terminate);

        await child.Exited.WaitAsync(Limit, TestContext.Current.CancellationToken);

        child.ExitCode.Should().Be(128 + 15);
        Directory.Exists(_folder).Should().BeTrue();
    }
}
