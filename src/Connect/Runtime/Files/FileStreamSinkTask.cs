using System.Text;
using Ms2Lab.Connect.Api;

namespace Ms2Lab.Connect.Runtime.Files;

/// <summary>Appends the text of each value to a file, or to standard output.</summary>
public sealed class FileStreamSinkTask : SinkTask
{
    private TextWriter? _output;

    /// <inheritdoc/>
    public override string Version => KafkaPlugins.Version;

    /// <inheritdoc/>
    public override Task StartAsync(IReadOnlyDictionary<string, string> props, CancellationToken cancellation)
    {
        var file = FileStreamSinkConnector.Definition().Parse(props).GetString(FileStreamSinkConnector.FileKey);
        _output = string.IsNullOrEmpty(file) ? Console.Out : Open(file);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public override async Task PutAsync(IReadOnlyList<SinkRecord> records, CancellationToken cancellation)
    {
        if (_output is null || records.Count == 0)
        {
            return;
        }

        foreach (var record in records)
        {
            _output.Write(JavaText.Of(record.ValueSchema, record.Value));
            _output.Write('\n');
        }

        await _output.FlushAsync(cancellation).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public override async Task StopAsync()
    {
        if (_output is not null && !ReferenceEquals(_output, Console.Out))
        {
            await _output.DisposeAsync().ConfigureAwait(false);
        }

        _output = null;
    }

    private static StreamWriter Open(string file)
    {
        try
        {
            var stream = new FileStream(file, FileMode.Append, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete);
            return new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ConnectException($"Couldn't find or create file '{file}' for FileStreamSinkTask", FileErrors.AsJava(e, file));
        }
    }
}
