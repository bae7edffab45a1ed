namespace Ms2Lab.Kafka.Tests.Vectors;

/// <summary>Finds the recorded answers of the real broker in the repository.</summary>
public static class VectorFolder
{
    public static string Repository { get; } = Find();

    public static string KafkaWire { get; } = Path.Combine(Repository, "tests/vectors/kafka-wire");

    public static IEnumerable<string> Files(string kind) =>
        Directory.EnumerateFiles(Path.Combine(KafkaWire, kind), "*.json").Order(StringComparer.Ordinal);

    private static string Find()
    {
        for (var folder = AppContext.BaseDirectory; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            if (File.Exists(Path.Combine(folder, "Ms2Lab.sln")))
            {
                return folder;
            }
        }

        throw new DirectoryNotFoundException($"No Ms2Lab.sln above {AppContext.BaseDirectory}");
    }
}
