using Ms2Lab.Labs.LabKit.Submissions;

namespace Ms2Lab.Labs.LabKit;

/// <summary>What a student hands in for a step, found in a submission by its content.</summary>
/// <param name="About">What it is, in a few words: <c>connector configuration for topic Readings (JSON)</c>.</param>
/// <param name="Locate">Finds it; throws <see cref="ArtifactException"/> where it is missing, unreadable or there twice.</param>
public sealed record Artifact(string About, Func<Submission, SubmissionFile> Locate);
