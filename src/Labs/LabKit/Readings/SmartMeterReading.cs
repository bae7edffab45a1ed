namespace Ms2Lab.Labs.LabKit.Readings;

/// <summary>One reading of a smart meter, as the original lab sends it.</summary>
/// <param name="Id">Counts up from 0 at each start of the producer.</param>
/// <param name="ProfileName">boston, denver or losang.</param>
/// <param name="Temperature">Degrees Celsius, or null where the measurement is missing.</param>
/// <param name="Humidity">Percent, or null.</param>
/// <param name="Pressure">Kilopascal, or null.</param>
/// <param name="Modified">When it was taken, milliseconds since 1970.</param>
public sealed record SmartMeterReading(long Id, string ProfileName, double? Temperature, double? Humidity, double? Pressure, long Modified);
