using Ms2Lab.Environments.Core;
using Ms2Lab.Environments.Embedded;
using MySqlConnector;

namespace Ms2Lab.Environments.Tests.Embedded;

public sealed class EmbeddedServersTests
{
    private static readonly EnvironmentRequest Servers = new() { Parts = Parts.MySql | Parts.Redis };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Stopped_registry_refuses_and_comes_back_at_its_address_with_its_schemas()
    {
        await using var environment = await LabEnvironment.StartAsync(new EnvironmentRequest { Parts = Parts.Registry }, new EmbeddedBackend(), Cancellation);
        var (address, control) = (environment.Endpoints.RegistryUri!, environment.Capability<IRegistryControl>()!);
        using var client = new HttpClient { BaseAddress = address };
        using var schema = new StringContent("{\"schema\":\"\\\"int\\\"\"}", System.Text.Encoding.UTF8, "application/json");
        (await client.PostAsync("/subjects/kept/versions", schema, Cancellation)).IsSuccessStatusCode.Should().BeTrue();

        await control.StopAsync(Cancellation);
        var gone = () => client.GetStringAsync("/subjects", Cancellation);
        await gone.Should().ThrowAsync<HttpRequestException>();
        await control.StartAsync(Cancellation);

        (await client.GetStringAsync("/subjects", Cancellation)).Should().Be("[\"kept\"]");
        await control.PauseAsync(Cancellation);
        var asked = client.GetStringAsync("/subjects", Cancellation);
        await control.ResumeAsync(Cancellation);
        (await asked).Should().Be("[\"kept\"]");
        environment.Endpoints.RegistryUri.Should().Be(address);
    }

    [Fact]
    public async Task Two_environments_at_once_do_not_see_each_other()
    {
        var starts = await Task.WhenAll(
            LabEnvironment.StartAsync(Servers, new EmbeddedBackend(), Cancellation), LabEnvironment.StartAsync(Servers, new EmbeddedBackend(), Cancellation));
        await using var one = starts[0];
        await using var two = starts[1];

        await ExecuteAsync(one, "lab", "labpass", "CREATE TABLE vectors.only_here (id INT)");

        one.Endpoints.MySql.Should().NotBe(two.Endpoints.MySql);
        (await ScalarAsync(two, "root", "", "SELECT COUNT(*) FROM information_schema.tables WHERE table_schema = 'vectors'")).Should().Be(0L);
        (await ScalarAsync(one, "root", "", "SELECT @@server_uuid")).Should().NotBe(await ScalarAsync(two, "root", "", "SELECT @@server_uuid"));
    }

    [Fact]
    public async Task Users_of_the_labs_have_all_rights_on_the_labs_databases_and_on_nothing_else()
    {
        await using var environment = await LabEnvironment.StartAsync(
            new EnvironmentRequest { Parts = Parts.MySql, Databases = ["lab-3"] }, new EmbeddedBackend(), Cancellation);

        (await ScalarAsync(environment, "usr", "sofe4630u", "SELECT GROUP_CONCAT(schema_name ORDER BY schema_name) FROM information_schema.schemata"))
            .Should().Be("Readings,information_schema,lab-3,performance_schema,vectors");
        await ExecuteAsync(environment, "lab", "labpass", "CREATE TABLE `lab-3`.t (id INT)");
        var strange = () => ExecuteAsync(environment, "lab", "labpass", "CREATE TABLE mysql.t (id INT)");
        (await strange.Should().ThrowAsync<MySqlException>()).Which.ErrorCode.Should().Be(MySqlErrorCode.TableAccessDenied);
    }

    [Fact]
    public async Task Stopped_server_refuses_and_comes_back_at_its_address_with_its_data()
    {
        await using var environment = await LabEnvironment.StartAsync(Servers, new EmbeddedBackend(), Cancellation);
        await ExecuteAsync(environment, "lab", "labpass", "CREATE TABLE vectors.t AS SELECT 7 AS id");
        var address = environment.Endpoints.MySql;

        await environment.Capability<IMySqlControl>()!.StopAsync(Cancellation);
        var gone = () => ScalarAsync(environment, "lab", "labpass", "SELECT 1");
        await gone.Should().ThrowAsync<MySqlException>();
        await environment.Capability<IMySqlControl>()!.StartAsync(Cancellation);

        environment.Endpoints.MySql.Should().Be(address);
        (await ScalarAsync(environment, "lab", "labpass", "SELECT id FROM vectors.t")).Should().Be(7);
        await environment.Capability<IRedisControl>()!.StopAsync(Cancellation);
        await environment.Capability<IRedisControl>()!.StartAsync(Cancellation);
        (await RedisProbe.AskAsync(environment.Endpoints.Redis!, null, Cancellation)).Should().Be(environment.Endpoints.Redis);
    }

    [Fact]
    public async Task Paused_server_keeps_silent_and_answers_what_was_asked_when_it_resumes()
    {
        await using var environment = await LabEnvironment.StartAsync(new EnvironmentRequest { Parts = Parts.Redis }, new EmbeddedBackend(), Cancellation);
        var redis = environment.Capability<IRedisControl>()!;

        await redis.PauseAsync(Cancellation);
        using var soon = new CancellationTokenSource(TimeSpan.FromMilliseconds(300));
        var impatient = () => RedisProbe.AskAsync(environment.Endpoints.Redis!, null, soon.Token);
        await impatient.Should().ThrowAsync<OperationCanceledException>();
        var patient = RedisProbe.AskAsync(environment.Endpoints.Redis!, null, Cancellation);
        await redis.ResumeAsync(Cancellation);

        (await patient).Should().Be(environment.Endpoints.Redis);
    }

    [Fact]
    public async Task Fixed_port_that_is_taken_is_named_and_nothing_stays_up()
    {
        await using var first = await LabEnvironment.StartAsync(new EnvironmentRequest { Parts = Parts.Redis }, new EmbeddedBackend(), Cancellation);
        var (_, port) = EndpointAddress.HostAndPort(first.Endpoints.Redis!, 0);

        var second = () => LabEnvironment.StartAsync(Servers with { Ports = new FixedPorts { MySql = port } }, new EmbeddedBackend(), Cancellation);

        (await second.Should().ThrowAsync<EnvironmentException>()).WithMessage($"*{port}*MySQL*taken*");
    }

    private static async Task ExecuteAsync(LabEnvironment environment, string user, string password, string sql) => await ScalarAsync(environment, user, password, sql);

    private static async Task<object?> ScalarAsync(LabEnvironment environment, string user, string password, string sql)
    {
        await using var connection = new MySqlConnection(environment.Endpoints.MySqlConnectionString(null, user, password) + ";Pooling=false");
        await connection.OpenAsync(Cancellation);
        await using var command = new MySqlCommand(sql, connection);
        return await command.ExecuteScalarAsync(Cancellation);
    }
}
