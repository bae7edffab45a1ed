using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Ms2Lab.Labs.LabKit.Running;

/// <summary>Reports as JSON files that are whole at every moment.</summary>
public static class ReportJson
{
    /// <summary>Indented, camel case, without nulls, with text as people read it.</summary>
    public static JsonSerializerOptions Options { get; } = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The JSON of any report.</summary>
    public static string Write<T>(T report) => JsonSerializer.Serialize(report, Options) + "\n";

    /// <summary>Replaces a file: a reader finds the old text or the new one, never half of it.</summary>
    public static void Save(string path, string text)
    {
        var whole = Path.GetFullPath(path);
        Directory.CreateDirectory(Path.GetDirectoryName(whole)!);
        var part = $"{whole}.{Guid.NewGuid():N}.part";
        File.WriteAllText(part, text);
        File.Move(part, whole, overwrite: true);
    }
}
