namespace Ms2Lab.Cli.Tests;

public sealed class CommandLineTests
{
    [Fact]
    public void Every_command_and_option_says_what_it_is_for() =>
        Below(LabProgram.CreateRoot()).SelectMany(c => c.Options.Cast<System.CommandLine.Symbol>().Append(c))
            .Where(s => string.IsNullOrWhiteSpace(s.Description)).Select(s => s.Name).Should().BeEmpty();

    [Fact]
    public void Line_that_names_a_command_makes_that_command_alone() => LabProgram.CreateRoot().Subcommands.Select(c => c.Name)
        .Should().AllSatisfy(name => LabProgram.RootFor([name]).Subcommands.Select(c => c.Name).Should().Equal(name)).And.HaveCountGreaterThan(10);

    [Theory]
    [InlineData("up --mysql-port 99999", "*--mysql-port*65535*")]
    [InlineData("up --backend docker", "*docker*")]
    [InlineData("upp", "*upp*")]
    public void Unusable_command_line_is_refused_with_its_reason(string line, string message) =>
        LabProgram.CreateRoot().Parse(line).Errors.Select(e => e.Message).Should().ContainMatch(message);

    [Fact]
    public async Task Unknown_part_ends_with_the_exit_code_of_the_environment() => (await LabProgram.RunAsync(["up", "--only", "kafkka"])).Should().Be(ExitCode.Environment);

    [Theory]
    [InlineData("group.id=g\n")]
    [InlineData("group.id=\\u12\n")]
    public async Task Worker_file_that_cannot_be_used_ends_with_the_exit_code_of_usage(string text)
    {
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, text, TestContext.Current.CancellationToken);

        (await LabProgram.RunAsync(["connect-worker", file])).Should().Be(ExitCode.Usage);

        File.Delete(file);
    }

    private static IEnumerable<System.CommandLine.Command> Below(System.CommandLine.Command command) => command.Subcommands.SelectMany(Below).Append(command);
}
