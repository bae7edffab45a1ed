using Ms2Lab.Foreign;

namespace Ms2Lab.KafkaClients.Tests.Clients;

/// <summary>Kafka's own tools and verifiable clients, from the folder of jars that KAFKA_LIBS names.</summary>
internal sealed class JavaTools
{
    private const string Variable = "KAFKA_LIBS";
    private readonly string _java;
    private readonly string _jars;

    private JavaTools(string java, string jars) => (_java, _jars) = (java, jars);

    /// <summary>The tools; skips the test where there are no jars.</summary>
    public static async Task<JavaTools> GetAsync()
    {
        var jars = Environment.GetEnvironmentVariable(Variable);
        Assert.SkipWhen(string.IsNullOrEmpty(jars), $"{Variable} names no folder with Kafka's jars");
        var set = await ForeignSet.GetAsync("java");
        var virtualMachines = Path.Combine(set.Root, "usr/lib/jvm");
        var fetched = set.Root != "/" && Directory.Exists(virtualMachines)
            ? Directory.GetDirectories(virtualMachines).Select(d => Path.Combine(d, "bin/java")).FirstOrDefault(File.Exists)
            : null;
        return new JavaTools(fetched ?? "java", jars!);
    }

    /// <summary>Runs a tool to its end; what it printed.</summary>
    /// <param name="main">Its class.</param>
    /// <param name="input">Its standard input.</param>
    /// <param name="arguments">Its arguments.</param>
    public async Task<string> RunAsync(string main, string input, params string[] arguments)
    {
        var ended = await ForeignProgram.RunAsync(_java, Command(main, arguments), input: input, cancellation: TestContext.Current.CancellationToken);
        ended.ExitCode.Should().Be(0, "{0} {1} said {2}\n{3}", main, string.Join(' ', arguments), ended.Output, ended.Errors);
        return ended.Output;
    }

    /// <summary>Starts a tool.</summary>
    public ForeignProgram Start(string main, params string[] arguments) => ForeignProgram.Start(_java, Command(main, arguments));

    private string[] Command(string main, string[] arguments) =>
        ["-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-cp", Path.Combine(_jars, "*"), main, .. arguments];
}
