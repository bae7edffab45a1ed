using System.Text.Json;
using System.Text.Json.Serialization;

namespace Ms2Lab.Environments.Core;

/// <summary>Reads and writes endpoints files.</summary>
internal static class EndpointsFile
{
    public static Endpoints Load(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        try
        {
            return Parse(File.ReadAllText(path), path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new EnvironmentException($"The endpoints file {path} cannot be read: {e.Message}", "Write one with `lab up --json FILE`.", e);
        }
    }

    public static Endpoints Parse(string json, string origin)
    {
        Endpoints? read;
        try
        {
            read = JsonSerializer.Deserialize(json, EndpointsJson.Default.Endpoints);
        }
        catch (JsonException e)
        {
            throw new EnvironmentException(
                $"{origin} is not an endpoints file: {e.Path ?? "$"}, line {e.LineNumber + 1}: {FirstSentence(e.Message)}", "Compare it with one that `lab up --json FILE` writes.", e);
        }
        return read switch
        {
            { Version: 1 } => read,
            { Version: 0 } => read with { Version = 1 }, // none is named: so do tools that knew the shape before it had versions
            null => throw new EnvironmentException($"{origin} holds null.", "Write an endpoints file with `lab up --json FILE`."),
            _ => throw new EnvironmentException($"{origin} is of version {read.Version}; this program reads version 1.", "Write it with this program's `lab up --json FILE`."),
        };
    }

    public static string Write(Endpoints endpoints) => JsonSerializer.Serialize(endpoints, EndpointsJson.Default.Endpoints);

    public static void Save(Endpoints endpoints, string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var whole = Path.GetFullPath(path);
        var part = $"{whole}.{Environment.ProcessId}.part";
        try
        {
            File.WriteAllText(part, Write(endpoints) + "\n");
            File.Move(part, whole, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            if (File.Exists(part))
            {
                File.Delete(part); // which itself throws where there is no such folder
            }
            throw new EnvironmentException($"The endpoints file {path} cannot be written: {e.Message}", "Name a file in a folder that exists and that you may write to.", e);
        }
    }

    private static string FirstSentence(string message) => message.Split(" Path:", 2)[0];
}

/// <summary>Serialisation made at compile time: reading endpoints needs no reflection at start-up.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true)]
[JsonSerializable(typeof(Endpoints))]
internal sealed partial class EndpointsJson : JsonSerializerContext;
