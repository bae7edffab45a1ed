using System.Globalization;

namespace Ms2Lab.Chaos.Tests;

/// <summary>What the environment variables ask for: <c>MS2LAB_CHAOS_SEED</c> is the seed of the first round, <c>MS2LAB_CHAOS_ROUNDS</c> their number.</summary>
public static class ChaosSettings
{
    private const int FirstSeed = 4630;
    private const int UsualRounds = 30;

    /// <summary>Seeds of the rounds, one each.</summary>
    public static IEnumerable<int> Seeds => Enumerable.Range(Number("MS2LAB_CHAOS_SEED", FirstSeed), Number("MS2LAB_CHAOS_ROUNDS", UsualRounds));

    private static int Number(string variable, int usual) => Environment.GetEnvironmentVariable(variable) switch
    {
        null or "" => usual,
        var text when int.TryParse(text, CultureInfo.InvariantCulture, out var number) && number >= 0 => number,
        var text => throw new FormatException($"{variable} is '{text}', which is no number from 0."),
    };
}
