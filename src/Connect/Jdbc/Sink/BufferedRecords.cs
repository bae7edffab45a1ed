using Ms2Lab.Connect.Api;
using Ms2Lab.Connect.Jdbc.Database;

namespace Ms2Lab.Connect.Jdbc.Sink;

/// <summary>The records of one delivery for one table, up to the next flush. All in the buffer have the same schemas.</summary>
internal sealed class BufferedRecords(SinkDialect dialect, TableId table, DbStructure structure, JdbcConnection connection)
{
    private readonly JdbcSinkConfig _config = dialect.Config;
    private readonly RecordValidator _validator = new(dialect.Config);
    private readonly BatchRun _run = new(connection, dialect.Config.RewritesBatches);
    private readonly List<SinkRecord> _records = [];
    private Schema? _keySchema;
    private Schema? _valueSchema;
    private RowWriter? _rows;
    private bool _holdsDeletes;

    /// <summary>Takes a record, writing those before it where order or schemas demand it.</summary>
    /// <exception cref="ConnectException">The record cannot be written.</exception>
    /// <exception cref="SqlException">The server refused something.</exception>
    public async Task AddAsync(SinkRecord record, CancellationToken cancellation)
    {
        _validator.Validate(record);
        var changed = false;
        if (!Equals(_keySchema, record.KeySchema))
        {
            _keySchema = record.KeySchema;
            changed = true;
        }

        if (record.ValueSchema is null)
        {
            // A tombstone is no change of schema.
            _holdsDeletes |= _config.DeleteEnabled;
        }
        else if (record.ValueSchema.Equals(_valueSchema))
        {
            if (_holdsDeletes)
            {
                // Deletes come last in a flush, so a row that is written anew must come after it.
                await FlushAsync(isLast: false, cancellation).ConfigureAwait(false);
            }
        }
        else
        {
            _valueSchema = record.ValueSchema;
            changed = true;
        }

        if (changed || _rows is null)
        {
            await FlushAsync(isLast: false, cancellation).ConfigureAwait(false);
            await PrepareAsync(record, cancellation).ConfigureAwait(false);
        }

        _holdsDeletes |= record.Value is null && _config.DeleteEnabled;
        _records.Add(record);
        if (_records.Count >= _config.BatchSize)
        {
            await FlushAsync(isLast: false, cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>Writes what is held: first rows, then deletes.</summary>
    /// <param name="isLast">Whether the transaction ends with it.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>Whether the transaction is committed.</returns>
    /// <exception cref="SqlException">The server refused something.</exception>
    public async Task<bool> FlushAsync(bool isLast, CancellationToken cancellation)
    {
        if (_records.Count == 0)
        {
            return false;
        }

        var writes = _rows!.NewWrites();
        var deletes = RowWriter.NewDeletes();
        foreach (var record in _records)
        {
            if (record.Value is null && _config.DeleteEnabled)
            {
                _rows.AppendDelete(deletes, record);
            }
            else
            {
                _rows.AppendWrite(writes, record);
            }
        }

        var isCommitted = await _run.ExecuteAsync(writes, isLast && deletes.Count == 0, cancellation).ConfigureAwait(false);
        isCommitted |= await _run.ExecuteAsync(deletes, isLast, cancellation).ConfigureAwait(false);
        _records.Clear();
        _holdsDeletes = false;
        return isCommitted;
    }

    private async Task PrepareAsync(SinkRecord record, CancellationToken cancellation)
    {
        var fields = FieldsMetadata.Extract(table.Table, _config, record.KeySchema, record.ValueSchema);
        await structure.CreateOrAmendAsync(connection, table, fields, cancellation).ConfigureAwait(false);
        _rows = new RowWriter(_config, table, fields, record.KeySchema, record.ValueSchema, dialect.Quotes, dialect.Literals);
    }
}
