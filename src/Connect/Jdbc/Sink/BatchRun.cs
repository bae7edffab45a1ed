using Ms2Lab.Connect.Jdbc.Database;

namespace Ms2Lab.Connect.Jdbc.Sink;

/// <summary>
/// Writes batches of rows. Connector/J sends a batch row by row, goes on behind rows that fail and reports the last of them. Here rows
/// go many at a time, and only those of a request that failed are sent again one by one, so that the outcome is the same.
/// </summary>
/// <param name="connection">Where to; the caller's transaction is open.</param>
/// <param name="reportsFirst">Whether the first failure ends a batch, as with <c>rewriteBatchedStatements</c>.</param>
internal sealed class BatchRun(JdbcConnection connection, bool reportsFirst)
{
    private const string Mark = "SAVEPOINT batch;";
    private const string BackToMark = "ROLLBACK TO SAVEPOINT batch";
    private const string Commit = ";COMMIT";

    /// <summary>Writes all rows.</summary>
    /// <param name="batch">The rows.</param>
    /// <param name="isLast">
    /// Whether nothing follows in the transaction: then the last request of rows commits it too, which the server reaches only if all before it succeeds.
    /// Updates and deletes have a COMMIT of their own: the server's words about a fault in their syntax would show it.
    /// </param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>Whether the transaction is committed.</returns>
    /// <exception cref="SqlException">A <c>BatchUpdateException</c> around the error of the last row that failed.</exception>
    public async Task<bool> ExecuteAsync(RowBatch batch, bool isLast, CancellationToken cancellation)
    {
        var failures = new Failures();
        var isCommitted = false;
        foreach (var (first, end) in batch.Chunks())
        {
            var alone = end - first == 1;
            var commits = isLast && !batch.AreStatements && end == batch.Count && failures.Last is null;
            var error = await TryAsync(
                string.Concat(batch.AreStatements && !alone ? Mark : "", batch.Sql(first, end), commits ? Commit : ""), cancellation).ConfigureAwait(false);
            if (error is null)
            {
                isCommitted = commits;
                continue;
            }

            if (alone || reportsFirst || error.EndsTransaction)
            {
                failures.Add(first, error);
            }
            else
            {
                await RepeatAsync(batch, first, end, failures, cancellation).ConfigureAwait(false);
            }

            if (failures.Last is { } last && (reportsFirst || last.EndsTransaction))
            {
                break;
            }
        }

        if (failures.Last is { } reported)
        {
            throw SqlException.OfBatch(reported, batch.Count, failures.First);
        }

        return isCommitted;
    }

    private async Task RepeatAsync(RowBatch batch, int first, int end, Failures failures, CancellationToken cancellation)
    {
        if (batch.AreStatements)
        {
            await connection.ExecuteAsync(BackToMark, cancellation).ConfigureAwait(false);
        }

        for (var row = first; row < end; row++)
        {
            if (await TryAsync(batch.Sql(row, row + 1), cancellation).ConfigureAwait(false) is { } error)
            {
                failures.Add(row, error);
                if (error.EndsTransaction)
                {
                    return;
                }
            }
        }
    }

    private async Task<SqlException?> TryAsync(string sql, CancellationToken cancellation)
    {
        try
        {
            await connection.ExecuteAsync(sql, cancellation).ConfigureAwait(false);
            return null;
        }
        catch (SqlException e)
        {
            return e;
        }
    }

    private sealed class Failures
    {
        public int First { get; private set; } = -1;

        public SqlException? Last { get; private set; }

        public void Add(int row, SqlException error)
        {
            First = First < 0 ? row : First;
            Last = error;
        }
    }
}
