using Ms2Lab.Connect.Api;

namespace Ms2Lab.Connect.Runtime.Files;

/// <summary><c>org.apache.kafka.connect.file.FileStreamSinkConnector</c>: writes each value as a line of a file.</summary>
public sealed class FileStreamSinkConnector : SinkConnector
{
    internal const string FileKey = "file";

    private IReadOnlyDictionary<string, string> _props = new Dictionary<string, string>();

    /// <inheritdoc/>
    public override string Version => KafkaPlugins.Version;

    /// <inheritdoc/>
    public override string TaskClass => "org.apache.kafka.connect.file.FileStreamSinkTask";

    /// <inheritdoc/>
    public override ConnectTask CreateTask() => new FileStreamSinkTask();

    /// <inheritdoc/>
    public override void Start(IReadOnlyDictionary<string, string> props)
    {
        _props = props;
        Definition().Parse(props);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<IReadOnlyDictionary<string, string>> TaskConfigs(int maxTasks) =>
        [.. Enumerable.Repeat(_props, maxTasks)];

    /// <inheritdoc/>
    public override void Stop()
    {
    }

    /// <inheritdoc/>
    public override ConfigDef Config() => Definition();

    /// <inheritdoc/>
    public override bool AlterOffsets(IReadOnlyDictionary<string, string> props, IReadOnlyDictionary<TopicPartition, long?> offsets) => true;

    internal static ConfigDef Definition() => new ConfigDef().Define(
        FileKey, ConfigDefType.String, null, Importance.High, "The file to append to; standard output if there is none.");
}
