using MySqlConnector;

namespace Ms2Lab.Cli.Tests;

/// <summary>A student in the MySQL lab, with a client of their own beside a running <c>lab up</c>. Each test begins with the lab as nobody has touched it.</summary>
public sealed class FollowTests(FollowedServers servers) : IClassFixture<FollowedServers>, IAsyncLifetime
{
    private const string Table = "CREATE TABLE meterType (ID int, type varchar(50), cost float)";
    private const string Rows = "INSERT INTO meterType VALUES (1, 'boston', 100.5), (2, 'denver', 120), (3, 'losang', 155)";
    private const string View = "CREATE OR REPLACE VIEW dear_meters AS SELECT ID, type, cost FROM meterType WHERE cost >= 110";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string StateFile => Path.Combine(servers.Home.Work, ".ms2lab-progress.json");

    [Fact]
    public async Task Student_is_led_from_step_to_step_and_told_what_is_wrong()
    {
        using var follow = LabProcess.Follow(servers.Home, "mysql");
        (await follow.UntilPromptAsync(Cancellation)).Should().Contain("step 1 of 3");

        (await follow.TypeAsync("", Cancellation)).Should().Contain("failed").And.Contain("expected: a table meterType").And.Contain("no tables").And.Contain("next:");
        await ActAsync(Table.Replace("meterType", "metertype"));
        (await follow.TypeAsync("", Cancellation)).Should().Contain("capitals from small letters");
        await ActAsync("DROP TABLE metertype", Table);
        (await follow.TypeAsync("", Cancellation)).Should().Contain("passed").And.Contain("step 2 of 3");
        await ActAsync(Rows, Rows);
        (await follow.TypeAsync("", Cancellation)).Should().Contain("6 rows").And.Contain("DELETE FROM meterType");
        (await follow.TypeAsync("r", Cancellation)).Should().Contain("Step rows begins anew");
        await ActAsync(Rows);
        (await follow.TypeAsync("", Cancellation)).Should().Contain("step 3 of 3");
        (await follow.TypeAsync("?", Cancellation)).Should().Contain("one of the letters");
        await ActAsync(View);
        (await follow.TypeAsync("", Cancellation)).Should().Contain("You have finished the lab mysql");

        (await follow.EndAsync(Cancellation)).Should().BeEquivalentTo(new { Code = ExitCode.Success, Errors = "" });
    }

    [Fact]
    public async Task Student_who_left_goes_on_at_the_same_step_on_another_day()
    {
        using (var first = LabProcess.Follow(servers.Home, "mysql"))
        {
            await first.UntilPromptAsync(Cancellation);
            await ActAsync(Table);
            await first.TypeAsync("", Cancellation);
            (await first.TypeAsync("q", Cancellation)).Should().Contain("You are at step rows");
            (await first.EndAsync(Cancellation)).Code.Should().Be(ExitCode.Failed);
        }
        var hint = await LabProcess.RunAsync(servers.Home, "hint", Cancellation);
        var further = await LabProcess.RunAsync(servers.Home, "hint", Cancellation);
        await ActAsync(Rows);
        var check = await LabProcess.RunAsync(servers.Home, "check", Cancellation);

        hint.Output.Should().Contain("rows, hint 1 of 2");
        further.Output.Should().Contain("rows, hint 2 of 2");
        check.Should().BeEquivalentTo(new { Code = ExitCode.Success });
        check.Output.Should().Contain("passed  The table holds the three meter types");
    }

    [Fact]
    public async Task Step_that_is_taken_out_of_order_fails_by_itself_and_loses_nothing()
    {
        using (var ahead = LabProcess.Follow(servers.Home, "mysql --step query"))
        {
            (await ahead.UntilPromptAsync(Cancellation)).Should().Contain("step 3 of 3");
            (await ahead.TypeAsync("", Cancellation)).Should().Contain("failed").And.Contain("dear_meters");
            await ActAsync(Table, Rows, View);
            (await ahead.TypeAsync("", Cancellation)).Should().Contain("finished");
        }
        using var again = LabProcess.Follow(servers.Home, "mysql --step table");
        (await again.UntilPromptAsync(Cancellation)).Should().Contain("step 1 of 3");
        (await again.TypeAsync("", Cancellation)).Should().Contain("passed").And.Contain("step 2 of 3");
    }

    [Fact]
    public async Task Deleted_state_begins_anew_and_what_was_done_in_the_world_still_counts()
    {
        await ActAsync(Table, Rows);
        File.Delete(StateFile);

        (await LabProcess.RunAsync(servers.Home, "check", Cancellation)).Should().BeEquivalentTo(new { Code = ExitCode.Environment, Output = "" })
            .And.Subject.As<LabOutcome>().Errors.Should().Contain("No lab is being followed in this folder. Begin one: `lab follow LAB`");
        using var follow = LabProcess.Follow(servers.Home, "mysql");
        (await follow.UntilPromptAsync(Cancellation)).Should().Contain("step 1 of 3");
        (await follow.TypeAsync("", Cancellation)).Should().Contain("step 2 of 3");
        (await follow.TypeAsync("", Cancellation)).Should().Contain("step 3 of 3");
    }

    [Fact]
    public async Task State_that_cannot_be_read_is_set_aside_and_said_so()
    {
        await File.WriteAllTextAsync(StateFile, "{\"current\": \"mys", Cancellation);

        var hint = await LabProcess.RunAsync(servers.Home, "hint mysql", Cancellation);

        hint.Code.Should().Be(ExitCode.Success);
        hint.Errors.Should().Contain("cannot be read").And.Contain("--step");
        (await File.ReadAllTextAsync(StateFile + ".bad", Cancellation)).Should().Be("{\"current\": \"mys");
    }

    [Fact]
    public async Task Solve_shows_the_artifact_and_does_the_step_and_reset_takes_it_back()
    {
        var solved = await LabProcess.RunAsync(servers.Home, "solve mysql", Cancellation);
        var reset = await LabProcess.RunAsync(servers.Home, "reset mysql --all", Cancellation);
        var check = await LabProcess.RunAsync(servers.Home, "check mysql", Cancellation);

        solved.Should().BeEquivalentTo(new { Code = ExitCode.Success });
        solved.Output.Should().Contain("meters.sql").And.Contain(Table).And.Contain("passed");
        reset.Output.Should().Contain("The lab mysql begins anew");
        check.Code.Should().Be(ExitCode.Failed);
        check.Output.Should().Contain("failed").And.Contain("no tables");
    }

    public async ValueTask InitializeAsync()
    {
        File.Delete(StateFile);
        await ActAsync("DROP VIEW IF EXISTS dear_meters", "DROP TABLE IF EXISTS meterType, metertype");
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private async Task ActAsync(params string[] statements)
    {
        await using var connection = new MySqlConnection(servers.Up.Endpoints.MySqlConnectionString("Readings", "usr", "sofe4630u") + ";Pooling=false");
        await connection.OpenAsync(Cancellation);
        foreach (var statement in statements)
        {
            await using var command = new MySqlCommand(statement, connection);
            await command.ExecuteNonQueryAsync(Cancellation);
        }
    }
}
