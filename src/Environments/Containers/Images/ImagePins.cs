using System.Text.Json;
using System.Text.Json.Serialization;
using Ms2Lab.Environments.Core;

namespace Ms2Lab.Environments.Containers;

/// <summary>Which images the servers are made of: pinned in <c>images.json</c> beside this file, overridable one by one.</summary>
/// <remarks>A JSON file of the same shape that <see cref="FileVariable"/> names goes before the pins, and an environment variable
/// <c>MS2LAB_IMAGE_KAFKA</c>, <c>…_CONNECT</c>, <c>…_REGISTRY</c>, <c>…_MYSQL</c>, <c>…_REDIS</c>, <c>…_CONNECT_READY</c> before both.</remarks>
public sealed record ImagePins
{
    /// <summary>The environment variable that names a file with other pins.</summary>
    public const string FileVariable = "MS2LAB_IMAGES";

    /// <summary>The environment variable that names a folder of connector plugins, used in place of installing any.</summary>
    public const string PluginsVariable = "MS2LAB_CONNECT_PLUGINS";

    private const string Prefix = "MS2LAB_IMAGE_";

    /// <summary>Kafka in KRaft mode, of the project's own image line or of Confluent's.</summary>
    public required string Kafka { get; init; }

    /// <summary>Connect, without the labs' connectors, of Confluent's image line.</summary>
    public required string Connect { get; init; }

    /// <summary>Connect with everything that the labs need installed; null means that it is built from <see cref="Connect"/>.</summary>
    public string? ConnectReady { get; init; }

    /// <summary>Schema Registry.</summary>
    public required string Registry { get; init; }

    /// <summary>MySQL.</summary>
    [JsonPropertyName("mysql")]
    public required string MySql { get; init; }

    /// <summary>Redis.</summary>
    public required string Redis { get; init; }

    /// <summary>The JDBC connector on Confluent Hub.</summary>
    public required string JdbcConnector { get; init; }

    /// <summary>The Redis connector on Confluent Hub.</summary>
    public required string RedisConnector { get; init; }

    /// <summary>Version of MySQL Connector/J.</summary>
    [JsonPropertyName("mysqlDriver")]
    public required string MySqlDriver { get; init; }

    /// <summary>Folder of connector plugins that workers get in place of installed ones; null means none.</summary>
    public string? PluginFolder { get; init; }

    /// <summary>The pins that hold here.</summary>
    /// <param name="variables">Reads an environment variable; null means those of this process.</param>
    /// <exception cref="EnvironmentException">The file or the folder that a variable names cannot be used.</exception>
    public static ImagePins Load(Func<string, string?>? variables = null)
    {
        var read = variables ?? Environment.GetEnvironmentVariable;
        using var pinned = typeof(ImagePins).Assembly.GetManifestResourceStream("images.json")!;
        var all = JsonSerializer.Deserialize(pinned, ImagePinsJson.Default.DictionaryStringString)!;
        foreach (var (name, value) in FromFile(read(FileVariable)))
        {
            all[name] = value;
        }
        foreach (var (name, variable) in (ReadOnlySpan<(string, string)>)[
            ("kafka", "KAFKA"), ("connect", "CONNECT"), ("connectReady", "CONNECT_READY"), ("registry", "REGISTRY"), ("mysql", "MYSQL"), ("redis", "REDIS")])
        {
            if (read(Prefix + variable) is { Length: > 0 } image)
            {
                all[name] = image;
            }
        }
        if (read(PluginsVariable) is { Length: > 0 } folder)
        {
            all["pluginFolder"] = Directory.Exists(folder) ? Path.GetFullPath(folder) : throw new EnvironmentException($"{PluginsVariable} names {folder}, which is no folder.", "Name the folder that holds one sub-folder for each connector.");
        }
        return JsonSerializer.SerializeToElement(all, ImagePinsJson.Default.DictionaryStringString).Deserialize(ImagePinsJson.Default.ImagePins)!;
    }

    /// <summary>The environment variable that names another image for a part.</summary>
    public static string VariableOf(Parts part) => Prefix + part.ToText().ToUpperInvariant();

    private static Dictionary<string, string> FromFile(string? file)
    {
        if (string.IsNullOrEmpty(file))
        {
            return [];
        }
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllText(file), ImagePinsJson.Default.DictionaryStringString) ?? [];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            throw new EnvironmentException($"{FileVariable} names {file}, which cannot be used: {e.Message}", "Write names and images as in images.json: {\"mysql\": \"mysql:8.4.6\"}.", e);
        }
    }
}

/// <summary>Reads pins without reflection.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ImagePins))]
[JsonSerializable(typeof(Dictionary<string, string>))]
internal sealed partial class ImagePinsJson : JsonSerializerContext;
