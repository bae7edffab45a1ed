using System.Globalization;
using Ms2Lab.Connect.Jdbc.Database;
using Ms2Lab.Connect.Jdbc.Values;

namespace Ms2Lab.Connect.Jdbc.Source.Queries;

/// <summary>The database's own clock, to the second; read in the configured zone, which must be the server's for it to be right.</summary>
internal static class DatabaseTime
{
    private const string Statement = "SELECT DATE_FORMAT(CURRENT_TIMESTAMP,'%Y-%m-%d %H:%i:%s')";

    /// <summary>The time now.</summary>
    /// <exception cref="SqlException">The server does not answer.</exception>
    public static async Task<SqlTimestamp> NowAsync(JdbcConnection connection, TimeZoneInfo zone, CancellationToken cancellation)
    {
        var rows = await connection.QueryAsync(Statement, new Dictionary<string, object?>(), cancellation).ConfigureAwait(false);
        var time = DateTime.ParseExact(rows[0][0], "yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
        return CivilTime.ToInstant(new CivilDate(time.Year, time.Month, time.Day), (int)time.TimeOfDay.TotalSeconds, 0, zone, hybrid: true);
    }
}
