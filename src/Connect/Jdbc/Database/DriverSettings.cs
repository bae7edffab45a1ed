using Ms2Lab.Connect.Api;
using MySqlConnector;

namespace Ms2Lab.Connect.Jdbc.Database;

/// <summary>Turns JDBC addresses into what MySqlConnector takes.</summary>
internal static class DriverSettings
{
    /// <summary>The driver's settings for an address and a user.</summary>
    /// <exception cref="ConnectException">The address is not of JDBC.</exception>
    /// <exception cref="SqlException">No driver understands the address.</exception>
    public static MySqlConnectionStringBuilder Of(string url, string? user, string? password)
    {
        if (!url.StartsWith("jdbc:", StringComparison.OrdinalIgnoreCase))
        {
            throw new ConnectException("Not a valid JDBC URL: " + url);
        }

        try
        {
            return JdbcUrl.Parse(url).ToConnectionString(user, password);
        }
        catch (FormatException)
        {
            throw new SqlException("java.sql.SQLException", "No suitable driver found for " + url, "08001");
        }
    }

    /// <summary>A property after the address's question mark, or null.</summary>
    public static string? UrlProperty(string url, string name) =>
        JdbcUrl.IsMySql(url) ? JdbcUrl.Parse(url).Properties.GetValueOrDefault(name) : null;
}
