using System.Diagnostics;
using Ms2Lab.Environments.Core;
using Ms2Lab.Environments.Embedded;

namespace Ms2Lab.Cli.Tests;

public sealed class OrphanTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Killed_owner_leaves_no_server_and_no_folder()
    {
        using var up = await LabUp.StartAsync("--only mysql,redis", Cancellation);
        var owned = FoldersOf(up.Process.Id);
        owned.Should().HaveCount(2);

        up.Process.Kill();

        await GoneAsync(up, owned);
    }

    [Fact]
    public async Task Terminated_owner_tidies_up_and_ends()
    {
        using var up = await LabUp.StartAsync("--only redis", Cancellation);
        var owned = FoldersOf(up.Process.Id);

        UnixSignal.Terminate.SendTo(up.Process.Id);

        await up.Process.WaitForExitAsync(Cancellation).WaitAsync(Limit, Cancellation);
        await GoneAsync(up, owned);
    }

    [Fact]
    public async Task Folder_that_a_killed_owner_could_not_remove_goes_at_the_next_start()
    {
        var dead = Directory.CreateDirectory(Path.Combine(Root(), $"mysql-1-{Guid.NewGuid():N}")).FullName;
        await File.WriteAllTextAsync(Path.Combine(dead, "owner.lock"), "", Cancellation);

        await using var environment = await LabEnvironment.StartAsync(new EnvironmentRequest { Parts = Parts.Redis }, new EmbeddedBackend(), Cancellation);

        Directory.Exists(dead).Should().BeFalse();
    }

    private static string Root() =>
        Directory.Exists("/dev/shm") ? Path.Combine("/dev/shm", $"ms2lab-{Environment.UserName}") : Path.Combine(new KitHome().Folder, "run");

    private static string[] FoldersOf(int process) => Directory.GetDirectories(Root(), $"*-{process}-*");

    private static async Task GoneAsync(LabUp up, string[] folders)
    {
        var clock = Stopwatch.StartNew();
        while (folders.Any(Directory.Exists) || await AnswersAsync(up.Endpoints))
        {
            clock.Elapsed.Should().BeLessThan(Limit, "servers and folders {0} have to go", string.Join(' ', folders));
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, Cancellation);
        }
    }

    private static async Task<bool> AnswersAsync(Endpoints endpoints)
    {
        try
        {
            await RedisProbe.AskAsync(endpoints.Redis!, null, Cancellation);
            return true;
        }
        catch (Exception e) when (PartProbe.IsNoAnswer(e))
        {
            return false;
        }
    }
}
