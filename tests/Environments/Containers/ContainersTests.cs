using Ms2Lab.Environments.Containers;
using Ms2Lab.Environments.Core;
using MySqlConnector;

namespace Ms2Lab.Environments.Tests.Containers;

/// <summary>Real containers; each test is skipped with the reason where this machine has no engine, or not the images that it needs.</summary>
public sealed class ContainersTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Stopped_and_paused_MySQL_comes_back_at_its_address_with_its_data()
    {
        await using var environment = await StartAsync(new EnvironmentRequest { Parts = Parts.MySql, Databases = ["lab-3"] });
        var address = environment.Endpoints.MySql;
        var mysql = environment.Capability<IMySqlControl>()!;
        await ScalarAsync(environment, "CREATE TABLE `lab-3`.t AS SELECT 7 AS id");

        await mysql.StopAsync(Cancellation);
        var gone = () => ScalarAsync(environment, "SELECT 1");
        await gone.Should().ThrowAsync<MySqlException>();
        await mysql.StartAsync(Cancellation);
        await mysql.PauseAsync(Cancellation);
        await mysql.ResumeAsync(Cancellation);

        environment.Endpoints.MySql.Should().Be(address);
        (await ScalarAsync(environment, "SELECT id FROM `lab-3`.t")).Should().Be(7);
    }

    [Fact]
    public async Task Server_that_was_cut_off_is_reached_again_at_its_address()
    {
        await using var environment = await StartAsync(new EnvironmentRequest { Parts = Parts.Redis });
        var network = environment.Capability<INetworkControl>()!;

        await network.CutOffAsync(Parts.Redis, Cancellation);
        using var soon = new CancellationTokenSource(TimeSpan.FromSeconds(1));
        var cutOff = () => RedisProbe.AskAsync(environment.Endpoints.Redis!, null, soon.Token);
        (await cutOff.Should().ThrowAsync<Exception>()).Which.Should().Match<Exception>(e => PartProbe.IsNoAnswer(e) || e is OperationCanceledException);
        await network.RejoinAsync(Parts.Redis, Cancellation);

        (await RedisProbe.AskAsync(environment.Endpoints.Redis!, null, Cancellation)).Should().Be(environment.Endpoints.Redis);
    }

    [Fact]
    public async Task Killed_worker_is_missed_by_its_group_and_comes_back_at_its_address()
    {
        await using var environment = await StartAsync(new EnvironmentRequest { Parts = Parts.Connect, ConnectWorkers = 2 });
        var workers = environment.Capability<IWorkerControl>()!;
        var (first, second) = (workers.Workers[0], workers.Workers[1]);

        await workers.KillAsync(first, Cancellation);
        workers.Workers.Should().Equal(second);
        (await RestProbe.AskConnectAsync(second, Cancellation)).Should().Contain("version");
        (await workers.StartAsync(first, Cancellation)).Should().Be(first);

        workers.Workers.Should().BeEquivalentTo([first, second]);
        environment.Endpoints.Inside!.Bootstrap.Should().NotBe(environment.Endpoints.Bootstrap);
    }

    [Fact]
    public async Task Container_of_an_owner_that_was_killed_goes_at_the_next_start()
    {
        await SkipWhereMissingAsync(Parts.Redis);
        using var engine = EngineSocket.Open();
        Assert.SkipWhen(engine is null, "the engine is not reached through a Unix socket");
        var abandoned = await engine.CreateAsync(ImagePins.Load().Redis, new() { ["ms2lab.owner"] = $"{Environment.MachineName}/{int.MaxValue}/0" }, Cancellation);
        var foreign = await engine.CreateAsync(ImagePins.Load().Redis, new() { ["ms2lab.owner"] = "another-machine/1/0" }, Cancellation);

        await using (await StartAsync(new EnvironmentRequest { Parts = Parts.Redis }))
        {
            (await engine.ExistsAsync(abandoned, Cancellation)).Should().BeFalse();
            (await engine.ExistsAsync(foreign, Cancellation)).Should().BeTrue("nobody here knows whether an owner on another machine lives");
        }
        await engine.RemoveAsync(foreign, Cancellation);
    }

    [Fact]
    public async Task Image_that_cannot_be_had_is_named_with_what_to_do()
    {
        await SkipWhereMissingAsync(Parts.Redis);
        var backend = new ContainersBackend(ImagePins.Load() with { Redis = "nowhere.invalid/redis:0.0.0" });

        var start = () => LabEnvironment.StartAsync(new EnvironmentRequest { Parts = Parts.Redis }, backend, Cancellation);

        (await start.Should().ThrowAsync<EnvironmentException>()).WithMessage("*image nowhere.invalid/redis:0.0.0 is not on this machine*docker pull*MS2LAB_IMAGE_REDIS*");
        (await backend.WhyNotAsync(Parts.Redis, Cancellation)).Should().Contain("nowhere.invalid/redis:0.0.0 is not on this machine");
    }

    private static async Task<LabEnvironment> StartAsync(EnvironmentRequest request)
    {
        await SkipWhereMissingAsync(request.Parts);
        return await LabEnvironment.StartAsync(request with { StartLimit = TimeSpan.FromMinutes(10) }, new ContainersBackend(), Cancellation);
    }

    private static async Task SkipWhereMissingAsync(Parts parts)
    {
        var missing = await new ContainersBackend().WhyNotAsync(parts, Cancellation);
        Assert.SkipWhen(missing is not null, missing ?? "");
    }

    private static async Task<object?> ScalarAsync(LabEnvironment environment, string sql)
    {
        await using var connection = new MySqlConnection(environment.Endpoints.MySqlConnectionString(null, "lab", "labpass") + ";Pooling=false");
        await connection.OpenAsync(Cancellation);
        await using var command = new MySqlCommand(sql, connection);
        return await command.ExecuteScalarAsync(Cancellation);
    }
}
