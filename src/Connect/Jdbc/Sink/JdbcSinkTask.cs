using Ms2Lab.Connect.Api;
using Ms2Lab.Connect.Jdbc.Database;

namespace Ms2Lab.Connect.Jdbc.Sink;

/// <summary>Writes records to tables: <c>io.confluent.connect.jdbc.sink.JdbcSinkTask</c>.</summary>
public sealed class JdbcSinkTask : SinkTask
{
    private JdbcSinkConfig _config = null!;
    private JdbcDbWriter? _writer;
    private int _remainingRetries;

    /// <inheritdoc/>
    public override string Version => JdbcPlugins.Version;

    /// <inheritdoc/>
    public override Task StartAsync(IReadOnlyDictionary<string, string> props, CancellationToken cancellation)
    {
        _config = new JdbcSinkConfig(props);
        _writer = new JdbcDbWriter(_config, Context);
        _remainingRetries = _config.MaxRetries;
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public override async Task PutAsync(IReadOnlyList<SinkRecord> records, CancellationToken cancellation)
    {
        if (records.Count == 0)
        {
            return;
        }

        try
        {
            await _writer!.WriteAsync(records, cancellation).ConfigureAwait(false);
        }
        catch (TableAlterOrCreateException) when (Context.ErrantRecordReporter is not null)
        {
            await WriteOneByOneAsync(records, Context.ErrantRecordReporter, cancellation).ConfigureAwait(false);
        }
        catch (SqlException e)
        {
            await RetryOrGiveUpAsync(records, e, cancellation).ConfigureAwait(false);
        }

        _remainingRetries = _config.MaxRetries;
    }

    /// <inheritdoc/>
    public override async Task StopAsync()
    {
        if (_writer is not null)
        {
            await _writer.CloseAsync().ConfigureAwait(false);
        }
    }

    private async Task RetryOrGiveUpAsync(IReadOnlyList<SinkRecord> records, SqlException error, CancellationToken cancellation)
    {
        Context.Log(TaskLogLevel.Warn, $"Write of {records.Count} records failed, remainingRetries={_remainingRetries}");
        var reported = ExceptionChain.Of(error, _config.TrimSensitiveLog);
        if (_remainingRetries > 0)
        {
            await RenewWriterAsync().ConfigureAwait(false);
            _remainingRetries--;
            Context.Timeout(_config.RetryBackoff);
            throw new RetriableException(reported);
        }

        if (Context.ErrantRecordReporter is not { } reporter)
        {
            Context.Log(
                TaskLogLevel.Error,
                $"Failing task after exhausting retries; encountered {error.Chain().Count()} exceptions on last write attempt. "
                + "For complete details on each exception, please enable DEBUG logging.");
            throw new ConnectException(reported);
        }

        await WriteOneByOneAsync(records, reporter, cancellation).ConfigureAwait(false);
    }

    private async Task WriteOneByOneAsync(IReadOnlyList<SinkRecord> records, IErrantRecordReporter reporter, CancellationToken cancellation)
    {
        Context.Log(TaskLogLevel.Warn, $"Retrying write operation for {records.Count} records.");
        await RenewWriterAsync().ConfigureAwait(false);
        foreach (var record in records)
        {
            try
            {
                await _writer!.WriteAsync([record], cancellation).ConfigureAwait(false);
            }
            catch (TableAlterOrCreateException e)
            {
                await reporter.ReportAsync(record, e).ConfigureAwait(false);
            }
            catch (SqlException e)
            {
                await reporter.ReportAsync(record, ExceptionChain.Of(e, _config.TrimSensitiveLog)).ConfigureAwait(false);
            }
        }
    }

    private async Task RenewWriterAsync()
    {
        await _writer!.CloseAsync().ConfigureAwait(false);
        _writer = new JdbcDbWriter(_config, Context);
    }
}
