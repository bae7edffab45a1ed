using Ms2Lab.Connect.Api;

namespace Ms2Lab.Connect.Runtime.Group;

/// <summary>The versions of the group protocol and what they are called in JoinGroup.</summary>
internal static class ConnectProtocol
{
    public const short Eager = 0;
    public const short Compatible = 1;
    public const short Sessioned = 2;

    private static readonly string[] Names = ["default", "compatible", "sessioned"];
    private static readonly string[] Settings = ["eager", "compatible", "sessioned"];

    public static string Name(short version) => Names[version];

    public static short Version(string name) => (short)Array.IndexOf(Names, name);

    /// <summary>The version of the setting <c>connect.protocol</c>, in any letter case.</summary>
    /// <exception cref="ConfigException">There is no such protocol.</exception>
    public static short OfSetting(string value) => (short)Array.FindIndex(Settings, s => s.Equals(value, StringComparison.OrdinalIgnoreCase)) is var version and >= 0
        ? version
        : throw new ConfigException("connect.protocol", value, "String must be one of (case insensitive): EAGER, COMPATIBLE, SESSIONED");
}
