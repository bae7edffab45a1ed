using Ms2Lab.Foreign;

namespace Ms2Lab.KafkaClients.Tests.Clients;

/// <summary>Kafka's own tools and verifiable clients.</summary>
internal sealed class JavaTools
{
    private readonly KafkaJars _jars;

    private JavaTools(KafkaJars jars) => _jars = jars;

    /// <summary>The tools; skips the test where there are no jars.</summary>
    public static async Task<JavaTools> GetAsync() => new(await KafkaJars.GetAsync());

    /// <summary>Runs a tool to its end; what it printed.</summary>
    /// <param name="main">Its class.</param>
    /// <param name="input">Its standard input.</param>
    /// <param name="arguments">Its arguments.</param>
    public async Task<string> RunAsync(string main, string input, params string[] arguments)
    {
        var ended = await ForeignProgram.RunAsync(_jars.Java, _jars.Command(main, arguments), input: input, cancellation: TestContext.Current.CancellationToken);
        ended.ExitCode.Should().Be(0, "{0} {1} said {2}\n{3}", main, string.Join(' ', arguments), ended.Output, ended.Errors);
        return ended.Output;
    }
}
