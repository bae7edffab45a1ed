using Ms2Lab.Connect.Api;

namespace Ms2Lab.Connect.Jdbc.Settings;

/// <summary>The settings with which a connection is made.</summary>
internal static class ConnectionSettings
{
    /// <summary>The JDBC address.</summary>
    public const string Url = "connection.url";

    /// <summary>The user.</summary>
    public const string User = "connection.user";

    /// <summary>The user's password.</summary>
    public const string Password = "connection.password";

    /// <summary>The class that gives user and password.</summary>
    public const string CredentialsProvider = "jdbc.credentials.provider.class";

    /// <summary>The dialect that is to be used whatever the address says.</summary>
    public const string DialectName = "dialect.name";

    /// <summary>How often to try to connect.</summary>
    public const string Attempts = "connection.attempts";

    /// <summary>The pause between attempts.</summary>
    public const string BackoffMs = "connection.backoff.ms";

    /// <summary>Properties of the driver start with this.</summary>
    public const string Prefix = "connection.";

    private const string Group = "Connection";

    /// <summary>Adds the group of the sink connector.</summary>
    public static ConfigDef DefineSink(ConfigDef settings) => settings
        .Define(Url, ConfigDefType.String, ConfigDef.NoDefaultValue, Importance.High,
            "The JDBC address of the database, for example jdbc:mysql://localhost:3306/readings.", null, Group, 1, Width.Long, "JDBC URL")
        .Define(User, ConfigDefType.String, null, Importance.High, "The user to connect as.", null, Group, 2, Width.Medium, "JDBC User")
        .Define(Password, ConfigDefType.Password, null, Importance.High, "The user's password.", null, Group, 3, Width.Medium, "JDBC Password")
        .Define(CredentialsProvider, ConfigDefType.Class, CredentialsProviders.Default, Importance.Low,
            "The class that gives the credentials.", new CredentialsProviders(), Group, 4, Width.Long, "JDBC Credentials Provider Class")
        .Define(DialectName, ConfigDefType.String, "", Importance.Low, "The dialect to use; empty to choose one by the address.",
            new Dialects(), Group, 5, Width.Long, "Database Dialect", null, new Dialects())
        .Define(Attempts, ConfigDefType.Int, 3, Importance.Low, "How often to try to connect before giving up.",
            NumberRange.AtLeast(1), Group, 6, Width.Short, "JDBC connection attempts")
        .Define(BackoffMs, ConfigDefType.Long, 10000L, Importance.Low, "The pause between two attempts to connect, in milliseconds.",
            null, Group, 7, Width.Short, "JDBC connection backoff in milliseconds");
}
