using Ms2Lab.Connect.Api;

namespace Ms2Lab.Connect.Runtime.Files;

/// <summary><c>org.apache.kafka.connect.file.FileStreamSourceConnector</c>: sends the finished lines of a file that may grow.</summary>
public sealed class FileStreamSourceConnector : SourceConnector
{
    internal const string FileKey = "file";
    internal const string TopicKey = "topic";
    internal const string BatchSizeKey = "batch.size";
    internal const string FilenameField = "filename";
    internal const string PositionField = "position";

    private IReadOnlyDictionary<string, string> _props = new Dictionary<string, string>();

    /// <inheritdoc/>
    public override string Version => KafkaPlugins.Version;

    /// <inheritdoc/>
    public override string TaskClass => "org.apache.kafka.connect.file.FileStreamSourceTask";

    /// <inheritdoc/>
    public override ConnectTask CreateTask() => new FileStreamSourceTask();

    /// <inheritdoc/>
    public override void Start(IReadOnlyDictionary<string, string> props)
    {
        _props = props;
        Definition().Parse(props);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<IReadOnlyDictionary<string, string>> TaskConfigs(int maxTasks) => [_props];

    /// <inheritdoc/>
    public override void Stop()
    {
    }

    /// <inheritdoc/>
    public override ConfigDef Config() => Definition();

    /// <inheritdoc/>
    public override ExactlyOnceSupport? ExactlyOnceSupport(IReadOnlyDictionary<string, string> props) =>
        string.IsNullOrEmpty(Definition().Parse(props).GetString(FileKey))
            ? Api.ExactlyOnceSupport.Unsupported
            : Api.ExactlyOnceSupport.Supported;

    /// <inheritdoc/>
    public override bool AlterOffsets(
        IReadOnlyDictionary<string, string> props,
        IReadOnlyList<KeyValuePair<IReadOnlyDictionary<string, object?>, IReadOnlyDictionary<string, object?>?>> offsets)
    {
        if (string.IsNullOrEmpty(Definition().Parse(props).GetString(FileKey)))
        {
            throw new ConnectException(
                "Offsets cannot be modified if the 'file' configuration is unspecified. "
                + "This is because stdin is used for input and offsets are not tracked.");
        }

        foreach (var (partition, offset) in offsets)
        {
            if (offset is not null)
            {
                Check(partition, offset);
            }
        }

        return true;
    }

    internal static ConfigDef Definition() => new ConfigDef()
        .Define(FileKey, ConfigDefType.String, null, Importance.High, "The file to read; standard input if there is none.")
        .Define(
            TopicKey, ConfigDefType.String, ConfigDef.NoDefaultValue, Importance.High, "The topic to send the lines to.",
            new NonEmptyString())
        .Define(BatchSizeKey, ConfigDefType.Int, 2000, Importance.Low, "The most lines to send at once.");

    private static void Check(IReadOnlyDictionary<string, object?>? partition, IReadOnlyDictionary<string, object?> offset)
    {
        if (!offset.TryGetValue(PositionField, out var position))
        {
            throw new ConnectException("Offset objects should either be null or contain the key 'position'");
        }

        if (position is not long value)
        {
            throw new ConnectException("The value for the 'position' key in the offset is expected to be a Long value");
        }

        if (value < 0)
        {
            throw new ConnectException("The value for the 'position' key in the offset should be a non-negative value");
        }

        if (partition is null)
        {
            throw new ConnectException("Partition objects cannot be null");
        }

        if (!partition.ContainsKey(FilenameField))
        {
            throw new ConnectException("Partition objects should contain the key 'filename'");
        }
    }
}
