using Ms2Lab.Connect.Api;

namespace Ms2Lab.Connect.Runtime.Files;

/// <summary>
/// Reads finished lines of a file as it grows. The position counts characters but is skipped in bytes, as in Kafka's own task, and
/// lines left over from a full batch wait until the file grows again.
/// </summary>
public sealed class FileStreamSourceTask : SourceTask
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly TaskCompletionSource _stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly LineBuffer _lines = new();
    private string _file = "";
    private string _topic = "";
    private int _batchSize;
    private GrowingFile? _input;
    private long _position;

    /// <inheritdoc/>
    public override string Version => KafkaPlugins.Version;

    /// <inheritdoc/>
    public override Task StartAsync(IReadOnlyDictionary<string, string> props, CancellationToken cancellation)
    {
        var config = FileStreamSourceConnector.Definition().Parse(props);
        _file = config.GetString(FileStreamSourceConnector.FileKey) ?? "";
        _topic = config.RequireString(FileStreamSourceConnector.TopicKey);
        _batchSize = config.GetInt(FileStreamSourceConnector.BatchSizeKey);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public override async Task<IReadOnlyList<SourceRecord>?> PollAsync(CancellationToken cancellation)
    {
        if (_input is null && !await TryOpenAsync(cancellation).ConfigureAwait(false))
        {
            await WaitAsync(cancellation).ConfigureAwait(false);
            return null;
        }

        try
        {
            return await ReadAsync(_input!, cancellation).ConfigureAwait(false);
        }
        catch (ObjectDisposedException)
        {
            // The task was stopped while it read; nothing more is expected of it.
            return null;
        }
    }

    /// <inheritdoc/>
    public override Task StopAsync()
    {
        _stopped.TrySetResult();
        _input?.Dispose();
        return Task.CompletedTask;
    }

    private async Task<IReadOnlyList<SourceRecord>?> ReadAsync(GrowingFile input, CancellationToken cancellation)
    {
        List<SourceRecord>? records = null;
        var read = 0;
        while (input.HasMore)
        {
            read = _lines.Fill(input);
            while (_lines.TryTake(out var line, out var length))
            {
                _position += length;
                records ??= [];
                records.Add(Record(line));
                if (records.Count >= _batchSize)
                {
                    return records;
                }
            }
        }

        if (read <= 0)
        {
            await WaitAsync(cancellation).ConfigureAwait(false);
        }

        return records;
    }

    private async Task<bool> TryOpenAsync(CancellationToken cancellation)
    {
        if (!File.Exists(_file))
        {
            return false;
        }

        try
        {
            var partition = new Dictionary<string, object?> { [FileStreamSourceConnector.FilenameField] = _file };
            var offset = await Context.OffsetStorageReader.OffsetAsync(partition, cancellation).ConfigureAwait(false);
            _position = offset?.GetValueOrDefault(FileStreamSourceConnector.PositionField) switch
            {
                null => 0,
                long position => position,
                _ => throw new ConnectException("Offset position is the incorrect type"),
            };
            _input = GrowingFile.TryOpen(_file, _position);
            return _input is not null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ConnectException(FileErrors.AsJava(e, _file));
        }
    }

    private SourceRecord Record(string line) => new(
        new Dictionary<string, object?> { [FileStreamSourceConnector.FilenameField] = _file },
        new Dictionary<string, object?> { [FileStreamSourceConnector.PositionField] = _position },
        _topic, null, null, null, Schema.StringSchema, line, Context.Time.GetUtcNow().ToUnixTimeMilliseconds());

    // Kafka's task, too, looks at the file again after one second; a stop ends the wait.
    private async Task WaitAsync(CancellationToken cancellation) =>
        await Task.WhenAny(Task.Delay(Pause, Context.Time, cancellation), _stopped.Task).ConfigureAwait(false);
}
