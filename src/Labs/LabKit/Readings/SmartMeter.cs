namespace Ms2Lab.Labs.LabKit.Readings;

/// <summary>
/// The original lab's generator of readings with a seed: a profile, three normally distributed measurements, and three times a chance of one in ten
/// that one of them is lost. One reading each half second from a fixed start, so that equal seeds give equal readings.
/// </summary>
public static class SmartMeter
{
    private static readonly DateTimeOffset Start = new(2023, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private static readonly (string Name, double[] Mean, double[] Deviation)[] Profiles =
    [
        ("boston", [51.3, 77.4, 1.019], [17.7, 18.7, 0.091]),
        ("denver", [49.5, 33.0, 1.512], [19.3, 13.9, 0.341]),
        ("losang", [63.9, 62.8, 1.215], [11.7, 21.8, 0.201]),
    ];

    /// <summary>Readings without end; IDs count up from 0, as at each start of the producer.</summary>
    public static IEnumerable<SmartMeterReading> Readings(ulong seed)
    {
        var random = new SplitMix64(seed);
        for (long id = 0; ; id++)
        {
            yield return Reading(id, random);
        }
    }

    private static SmartMeterReading Reading(long id, SplitMix64 random)
    {
        var (name, mean, deviation) = Profiles[random.Next(Profiles.Length)];
        double?[] values =
        [
            Math.Max(0, random.NextNormal(mean[0], deviation[0])),
            Math.Clamp(random.NextNormal(mean[1], deviation[1]), 0, 100),
            Math.Max(0, random.NextNormal(mean[2], deviation[2])),
        ];
        for (var chance = 0; chance < 3; chance++)
        {
            if (random.Next(10) == 0)
            {
                values[random.Next(3)] = null;
            }
        }
        return new(id, name, values[0], values[1], values[2], Start.AddMilliseconds(500 * id).ToUnixTimeMilliseconds());
    }
}
