using System.Globalization;

namespace Ms2Lab.Soak.Tests;

/// <summary>How long to soak: <c>MS2LAB_SOAK_MINUTES</c>, one by default, and on until <c>MS2LAB_SOAK_CONNECTORS</c> have come and gone, none by default.</summary>
internal static class SoakSettings
{
    public static TimeSpan Length { get; } = TimeSpan.FromMinutes(Number("MS2LAB_SOAK_MINUTES", 1));

    public static int Connectors { get; } = (int)Number("MS2LAB_SOAK_CONNECTORS", 0);

    private static double Number(string variable, double otherwise) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } text ? double.Parse(text, CultureInfo.InvariantCulture) : otherwise;
}
