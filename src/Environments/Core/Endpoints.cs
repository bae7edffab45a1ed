using System.Text.Json;
using System.Text.Json.Serialization;

namespace Ms2Lab.Environments.Core;

/// <summary>Where the parts of an environment are, as plain values and as the endpoints file (JSON, version 1).</summary>
/// <remarks>A part that the environment lacks has a null address. Members that this version does not know are kept and written back.</remarks>
public sealed record Endpoints
{
    /// <summary>Version of the file's shape; this is 1.</summary>
    [JsonPropertyOrder(0)]
    public int Version { get; init; } = 1;

    /// <summary>Name of the backend that holds the parts.</summary>
    [JsonPropertyOrder(1)]
    public string? Backend { get; init; }

    /// <summary>Kafka's bootstrap servers, <c>host:port</c>, several separated by commas.</summary>
    [JsonPropertyOrder(2)]
    public string? Bootstrap { get; init; }

    /// <summary>The Schema Registry, <c>host:port</c>, or a URL where it is not plain HTTP.</summary>
    [JsonPropertyOrder(3)]
    public string? Registry { get; init; }

    /// <summary>MySQL, <c>host:port</c>.</summary>
    [JsonPropertyOrder(4), JsonPropertyName("mysql")]
    public string? MySql { get; init; }

    /// <summary>Redis, <c>host:port</c>.</summary>
    [JsonPropertyOrder(5)]
    public string? Redis { get; init; }

    /// <summary>REST interfaces of the Connect workers, base addresses such as <c>http://127.0.0.1:8083</c>.</summary>
    [JsonPropertyOrder(6)]
    public IReadOnlyList<string>? Connect { get; init; }

    /// <summary>Workers that may be killed and started; null where none may.</summary>
    [JsonPropertyOrder(7)]
    public IReadOnlyList<WorkerEndpoint>? Workers { get; init; }

    /// <summary>How to sign in; null means the defaults: root without password, no password, no TLS.</summary>
    [JsonPropertyOrder(8)]
    public Credentials? Credentials { get; init; }

    /// <summary>Where the parts see each other, where that is elsewhere than where we see them; null where it is the same.</summary>
    [JsonPropertyOrder(9)]
    public InsideAddresses? Inside { get; init; }

    /// <summary>Kafka's bootstrap servers for programs elsewhere, such as in containers; null where there is no listener for them.</summary>
    [JsonPropertyOrder(10)]
    public string? BootstrapElsewhere { get; init; }

    /// <summary>Members of the file that this version does not know.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Unknown { get; set; }

    /// <summary>The parts that have an address.</summary>
    [JsonIgnore]
    public Parts Parts =>
        (Bootstrap is null ? Parts.None : Parts.Kafka) | (Connect is { Count: > 0 } ? Parts.Connect : Parts.None) | (MySql is null ? Parts.None : Parts.MySql)
        | (Redis is null ? Parts.None : Parts.Redis) | (Registry is null ? Parts.None : Parts.Registry);

    /// <summary>The same parts at the addresses under which Connect workers reach them: what belongs into a connector's configuration.</summary>
    [JsonIgnore]
    public Endpoints SeenByWorkers => this with
    {
        Bootstrap = Inside?.Bootstrap ?? Bootstrap,
        Registry = Inside?.Registry ?? Registry,
        MySql = Inside?.MySql ?? MySql,
        Redis = Inside?.Redis ?? Redis,
    };

    /// <summary>Base addresses of the Connect workers; empty where there are none.</summary>
    /// <exception cref="EnvironmentException">An address is not a URL.</exception>
    [JsonIgnore]
    public IReadOnlyList<Uri> ConnectUris => [.. (Connect ?? []).Select(EndpointAddress.ToUri)];

    /// <summary>Base address of the registry, or null.</summary>
    /// <exception cref="EnvironmentException">The address is not one.</exception>
    [JsonIgnore]
    public Uri? RegistryUri => Registry is null ? null : EndpointAddress.ToUri(Registry);

    /// <summary>Reads an endpoints file.</summary>
    /// <exception cref="EnvironmentException">The file is missing, not JSON of this shape, or of another version.</exception>
    public static Endpoints Load(string path) => EndpointsFile.Load(path);

    /// <summary>Reads endpoints from JSON text.</summary>
    /// <exception cref="EnvironmentException">The text is not JSON of this shape, or of another version.</exception>
    public static Endpoints Parse(string json) => EndpointsFile.Parse(json, "the endpoints text");

    /// <summary>Writes the file whole or not at all: it appears under its name only when it is complete.</summary>
    public void Save(string path) => EndpointsFile.Save(this, path);

    /// <summary>The file's text.</summary>
    public string ToJson() => EndpointsFile.Write(this);

    /// <summary>A MySqlConnector connection string for the signed-in user of <see cref="Credentials"/> (root by default).</summary>
    /// <param name="database">Database to use, or null for none.</param>
    /// <exception cref="EnvironmentException">The environment has no MySQL.</exception>
    public string MySqlConnectionString(string? database = null)
    {
        var user = Credentials?.MySql ?? new UserCredentials { User = "root", Password = "" };
        return MySqlConnectionString(database, user.User ?? "root", user.Password ?? "");
    }

    /// <summary>A MySqlConnector connection string for a named user.</summary>
    /// <exception cref="EnvironmentException">The environment has no MySQL.</exception>
    public string MySqlConnectionString(string? database, string user, string password)
    {
        var (host, port) = EndpointAddress.HostAndPort(MySql ?? throw Lacks(Parts.MySql), 3306);
        return new MySqlConnector.MySqlConnectionStringBuilder
        {
            Server = host, Port = (uint)port, UserID = user, Password = password, Database = database ?? "", AllowPublicKeyRetrieval = true,
        }.ConnectionString;
    }

    private static EnvironmentException Lacks(Parts part) =>
        new($"This environment has no {part.ToText()}.", $"Start one with it: `lab up --only {part.ToText()}`, or add its address to the endpoints file.");
}
