using System.Globalization;
using System.Text.Json;
using Ms2Lab.Labs.LabKit;
using Ms2Lab.Labs.LabKit.Clients;
using Ms2Lab.Labs.LabKit.Connectors;
using Ms2Lab.Labs.LabKit.Readings;

namespace Ms2Lab.Labs;

/// <summary>A table of readings, the source connector that watches it, and the topic that it fills.</summary>
/// <param name="Connector">The connector's name.</param>
/// <param name="Prefix">Its <c>topic.prefix</c>.</param>
/// <param name="Table">The table.</param>
internal sealed record SourceTable(string Connector, string Prefix, string Table)
{
    /// <summary>The topic that the connector writes.</summary>
    public string Topic => Prefix + Table;

    /// <summary>Makes the table with readings unless it is there, as lab 04's sink makes it: <c>modified</c> is filled, measurements may be NULL.</summary>
    public async Task CreateAsync(LabContext lab, IEnumerable<SmartMeterReading> readings, CancellationToken cancellation)
    {
        await lab.MySql.ExecuteAsync(
            $"CREATE TABLE IF NOT EXISTS `{Table}` (ID BIGINT PRIMARY KEY, profile_name TEXT NOT NULL, temperature DOUBLE, humidity DOUBLE, pressure DOUBLE, modified DATETIME(3) NOT NULL)", cancellation);
        foreach (var reading in readings)
        {
            await InsertAsync(lab, reading, cancellation);
        }
    }

    /// <summary>Adds a row; one with that ID is left as it is.</summary>
    public Task InsertAsync(LabContext lab, SmartMeterReading reading, CancellationToken cancellation) => lab.MySql.ExecuteAsync(
        string.Create(CultureInfo.InvariantCulture, $"INSERT IGNORE INTO `{Table}` VALUES ({reading.Id}, '{reading.ProfileName}', {Sql(reading.Temperature)}, {Sql(reading.Humidity)}, {Sql(reading.Pressure)}, '{Time(reading.Modified)}')"),
        cancellation);

    /// <summary>Changes a row's temperature and says when.</summary>
    public Task UpdateAsync(LabContext lab, long id, double temperature, long modified, CancellationToken cancellation) => lab.MySql.ExecuteAsync(
        string.Create(CultureInfo.InvariantCulture, $"UPDATE `{Table}` SET temperature = {temperature}, modified = '{Time(modified)}' WHERE ID = {id}"), cancellation);

    /// <summary>Expects something of the records in the topic; gives up at once where the connector was refused or its task has failed.</summary>
    /// <param name="expected">What should be seen, in words.</param>
    /// <param name="isMet">Whether these records are it.</param>
    /// <param name="next">What helps where the connector is well.</param>
    /// <param name="never">Whether these records say that it will not be: what comes after them cannot mend it.</param>
    public Func<LabContext, CancellationToken, Task<CheckResult>> Records(
        string expected, Func<IReadOnlyList<TopicRecord>, bool> isMet, string next, Func<IReadOnlyList<TopicRecord>, bool>? never = null) => (lab, cancellation) => lab.ExpectAsync(
        expected,
        async ct => (Connector: await ConnectorView.LookAsync(lab, Connector, ct), Records: lab.Kafka.Read(Topic)),
        seen => isMet(seen.Records),
        seen => $"{seen.Connector.Describe()}; topic {Topic}: {Describe(seen.Records)}",
        seen => seen.Connector.Next(next),
        cancellation,
        seen => seen.Connector.HasStopped || never?.Invoke(seen.Records) == true);

    /// <summary>The IDs of the rows that the records carry, in their order: of JSON with or without its schema.</summary>
    public static IReadOnlyList<long> Ids(IReadOnlyList<TopicRecord> records) => [.. records.Select(IdOf).OfType<long>()];

    private static long? IdOf(TopicRecord record)
    {
        try
        {
            using var document = JsonDocument.Parse(record.Text ?? "null");
            var row = document.RootElement is { ValueKind: JsonValueKind.Object } root && root.TryGetProperty("payload", out var payload) ? payload : document.RootElement;
            return row.ValueKind == JsonValueKind.Object && row.TryGetProperty("ID", out var id) && id.TryGetInt64(out var number) ? number : null;
        }
        catch (JsonException)
        {
            return null; // no JSON: the description shows that no ID was found
        }
    }

    private static string Describe(IReadOnlyList<TopicRecord> records)
    {
        var ids = Ids(records);
        return records.Count == 0 ? "no records" : ids.Count == 0 ? $"{records.Count} records, none of them JSON with an ID" : $"{records.Count} records, IDs {string.Join(", ", ids.TakeLast(12))}";
    }

    private static string Sql(double? measurement) => measurement?.ToString("R", CultureInfo.InvariantCulture) ?? "NULL";

    private static string Time(long milliseconds) => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds).ToString("yyyy-MM-dd HH:mm:ss.fff", CultureInfo.InvariantCulture);
}
