namespace Ms2Lab.Foreign;

/// <summary>Kafka's own programs: the folder of jars that <c>KAFKA_LIBS</c> names, and the Java that runs them.</summary>
public sealed class KafkaJars
{
    private const string Variable = "KAFKA_LIBS";
    private readonly string _folder;

    private KafkaJars(string java, string folder) => (Java, _folder) = (java, folder);

    /// <summary>Whether a folder is named.</summary>
    public static bool AreNamed => !string.IsNullOrEmpty(Environment.GetEnvironmentVariable(Variable));

    /// <summary>The program <c>java</c>.</summary>
    public string Java { get; }

    /// <summary>The jars; skips the test where there are none.</summary>
    public static async Task<KafkaJars> GetAsync()
    {
        Assert.SkipUnless(AreNamed, $"{Variable} names no folder with Kafka's jars");
        var set = await ForeignSet.GetAsync("java").ConfigureAwait(false);
        var virtualMachines = Path.Combine(set.Root, "usr/lib/jvm");
        var fetched = set.Root != "/" && Directory.Exists(virtualMachines)
            ? Directory.GetDirectories(virtualMachines).Select(d => Path.Combine(d, "bin/java")).FirstOrDefault(File.Exists)
            : null;
        return new KafkaJars(fetched ?? "java", Environment.GetEnvironmentVariable(Variable)!);
    }

    /// <summary>Java's arguments for one of Kafka's programs.</summary>
    /// <param name="main">Its class.</param>
    /// <param name="arguments">Its own arguments.</param>
    /// <param name="options">More options of the virtual machine.</param>
    public IReadOnlyList<string> Command(string main, IReadOnlyList<string> arguments, params IReadOnlyList<string> options) =>
        ["-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", .. options, "-cp", Path.Combine(_folder, "*"), main, .. arguments];
}
