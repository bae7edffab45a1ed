using System.Text.Json.Serialization;

namespace Ms2Lab.Labs.LabKit;

/// <summary>What became of a check. There is no sixth.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Verdict>))]
public enum Verdict
{
    /// <summary>The world is as the check expects it.</summary>
    [JsonStringEnumMemberName("passed")]
    Passed,

    /// <summary>The world is not as expected, or did not become so within the check's limit.</summary>
    [JsonStringEnumMemberName("failed")]
    Failed,

    /// <summary>Something that this check builds on did not pass, so it was not tried.</summary>
    [JsonStringEnumMemberName("blocked")]
    Blocked,

    /// <summary>The backend lacks what the step needs. Its points are not counted.</summary>
    [JsonStringEnumMemberName("skipped")]
    Skipped,

    /// <summary>The kit or its servers failed. Never counted against a student, never silent: the run does not end well.</summary>
    [JsonStringEnumMemberName("error")]
    Error,
}
