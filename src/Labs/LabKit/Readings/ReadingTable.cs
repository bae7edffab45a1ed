using Ms2Lab.Labs.LabKit.Clients;

namespace Ms2Lab.Labs.LabKit.Readings;

/// <summary>A MySQL table that a sink connector fills with readings.</summary>
public static class ReadingTable
{
    /// <summary>Asks for everything but the time, by ID.</summary>
    public static string Query(string table) => $"SELECT ID, profile_name, temperature, humidity, pressure FROM `{table}` ORDER BY ID";

    /// <summary>Whether the table holds exactly these readings, which are in the order of their IDs.</summary>
    public static bool Holds(TableView table, IReadOnlyList<SmartMeterReading> readings)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(readings);
        return table.Problem is null && table.Rows.Count == readings.Count && table.Rows.Zip(readings).All(p => IsSame(p.First, p.Second));
    }

    /// <summary>The readings as the table should show them.</summary>
    public static string Describe(IReadOnlyList<SmartMeterReading> readings)
    {
        ArgumentNullException.ThrowIfNull(readings);
        return new TableView([], [.. readings.Select(r => (IReadOnlyList<object?>)[r.Id, r.ProfileName, r.Temperature, r.Humidity, r.Pressure])]).Describe();
    }

    private static bool IsSame(IReadOnlyList<object?> row, SmartMeterReading reading) =>
        Convert.ToInt64(row[0], System.Globalization.CultureInfo.InvariantCulture) == reading.Id && row[1] as string == reading.ProfileName
        && IsSame(row[2], reading.Temperature) && IsSame(row[3], reading.Humidity) && IsSame(row[4], reading.Pressure);

    private static bool IsSame(object? cell, double? measurement) =>
        measurement is { } expected ? cell is double seen && Math.Abs(seen - expected) < 1e-9 : cell is null;
}
