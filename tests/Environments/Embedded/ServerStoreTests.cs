using Ms2Lab.Environments.Core;
using Ms2Lab.Environments.Embedded;

namespace Ms2Lab.Environments.Tests.Embedded;

public sealed class ServerStoreTests : IDisposable
{
    private readonly KitHome _home = new(Directory.CreateTempSubdirectory("ms2lab-store-").FullName);
    private readonly Dictionary<string, string> _variables = new() { ["PATH"] = "" };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string Servers => Path.Combine(_home.Folder, "servers");

    public void Dispose() => Directory.Delete(_home.Folder, recursive: true);

    [Fact]
    public async Task Missing_server_is_fetched_once_by_two_that_want_it_at_the_same_time()
    {
        SkipWhereInstalled();
        using var archive = await FakeArchive.CreateAsync();
        _variables["MS2LAB_APT_SOURCE"] = archive.Source;
        var fetches = 0;
        Task<ServerCommand> Get(ServerKind kind) => Store().GetAsync(kind, (text, _) => Interlocked.Add(ref fetches, text == "reading the package lists" ? 1 : 0), Cancellation);

        var found = await Task.WhenAll(Get(ServerKind.MySql), Get(ServerKind.Redis), Get(ServerKind.MySql));

        found.Select(f => f.Version).Should().Equal("9.9.9", "7.7.7", "9.9.9");
        fetches.Should().Be(1);
        Directory.GetDirectories(Servers).Should().ContainSingle("nothing half-made stays");
    }

    [Fact]
    public async Task Interrupted_fetch_of_a_dead_process_is_cleared_away_and_not_taken_for_a_server()
    {
        SkipWhereInstalled();
        using var archive = await FakeArchive.CreateAsync();
        _variables["MS2LAB_APT_SOURCE"] = archive.Source;
        var dead = Path.Combine(Servers, "fetch-1", "root/usr/sbin");
        Directory.CreateDirectory(dead);
        await File.WriteAllTextAsync(Path.Combine(dead, "mysqld"), "half of it", Cancellation);

        Store().Find(ServerKind.MySql).Should().BeNull();
        await Store().GetAsync(ServerKind.MySql, (_, _) => { }, Cancellation);

        Directory.Exists(dead).Should().BeFalse();
    }

    [Fact]
    public async Task Archive_out_of_reach_gives_one_sentence_with_what_to_install_and_which_variable_to_set()
    {
        SkipWhereInstalled();
        _variables["MS2LAB_APT_SOURCE"] = "deb [trusted=yes] file:/nowhere/at/all ./";

        var get = () => Store().GetAsync(ServerKind.MySql, (_, _) => { }, Cancellation);

        var error = (await get.Should().ThrowAsync<EnvironmentException>()).Which;
        error.Message.Should().Match("MySQL 8 or newer is not on this machine and was not fetched: *nowhere*Install it (mysqld on the PATH)*MS2LAB_MYSQLD*");
        error.Message.Should().NotContain("\n");
        Directory.GetDirectories(Servers).Should().BeEmpty();
    }

    [Fact]
    public async Task Cancelled_fetch_leaves_nothing()
    {
        SkipWhereInstalled();
        using var archive = await FakeArchive.CreateAsync();
        _variables["MS2LAB_APT_SOURCE"] = archive.Source;
        using var stop = new CancellationTokenSource();

        var get = () => Store().GetAsync(ServerKind.MySql, (_, _) => stop.Cancel(), stop.Token);

        await get.Should().ThrowAsync<OperationCanceledException>();
        Directory.GetDirectories(Servers).Should().BeEmpty();
    }

    [Theory]
    [InlineData("Ver 9.7.4-2 for Linux on x86_64 ((Debian))", "9.7.4")]
    [InlineData("Ver 8.0.36-0ubuntu0.22.04.1 for Linux on x86_64 ((Ubuntu))", "8.0.36")]
    [InlineData("Ver 5.7.44 for Linux on x86_64", null)]
    [InlineData("Ver 10.11.6-MariaDB-0+deb12u1 for debian-linux-gnu on x86_64", null)]
    public async Task Program_is_believed_by_what_its_version_says(string says, string? version)
    {
        var program = Path.Combine(_home.Folder, "mysqld");
        await File.WriteAllTextAsync(program, $"#!/bin/sh\necho '{program}  {says}'\n", Cancellation);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        }
        _variables["MS2LAB_MYSQLD"] = program;

        var find = () => Store().Find(ServerKind.MySql);

        if (version is null)
        {
            find.Should().Throw<EnvironmentException>().WithMessage($"MS2LAB_MYSQLD names {program}, which is not MySQL 8 or newer.*");
        }
        else
        {
            find()!.Version.Should().Be(version);
        }
    }

    [Theory]
    [InlineData("ID=debian\nVERSION_CODENAME=bookworm", "http://a/debian/|bookworm|main;http://a/debian-security/|bookworm-security|main", "deb * http://a/debian/ unstable main")]
    [InlineData("ID=ubuntu\nVERSION_CODENAME=noble", "http://u/ubuntu/|noble|main;http://u/ubuntu/|noble|universe;http://x/|stable|main", "deb http://u/ubuntu/ noble main universe")]
    [InlineData("ID=linuxmint\nID_LIKE=\"ubuntu debian\"\nVERSION_CODENAME=wilma\nUBUNTU_CODENAME=noble", "http://m/|wilma|main;http://u/ubuntu/|noble|main", "deb http://u/ubuntu/ noble main universe")]
    public void Sources_are_the_machines_own_archive_in_the_suite_that_has_the_servers(string release, string targets, string expected) =>
        PackageSources.From(PackageSources.OsRelease(release.Split('\n')), targets.Split(';')).Should().ContainSingle().Which.Should().Match(expected);

    private static void SkipWhereInstalled() =>
        Assert.SkipUnless(new ServerLocator(_ => null).Find(ServerKind.MySql) is null && File.Exists("/usr/bin/apt-get"), "this machine has MySQL installed or has no apt");

    private ServerStore Store() => new(_home, _variables.GetValueOrDefault);
}
